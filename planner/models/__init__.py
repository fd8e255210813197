from .accounts import Account
from .videos import Video, VideoChange

__all__ = ["Account", "Video", "VideoChange"]
