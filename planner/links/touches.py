"""What an order may carry of a video changed: a link or a coupon came, went, or belongs to another video.

Sent with `brand` inside the transaction. Whoever adds sales up looks at the brand's orders again.
"""

from django.dispatch import Signal

touch_changed = Signal()
