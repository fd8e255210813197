"""What the made-up brand means to publish in the coming weeks."""

from datetime import time

from planner.models import Video

State = Video.State
PLANS = (  # (days from today, time, hook, state)
    (0, time(20, 0), "徹夜の充填ライン", State.EDITING),
    (1, time(12, 0), "BF予告：今年は1つだけ", State.EDITING),
    (2, time(19, 30), "洗顔後、3分の現場", State.EDITING),
    (4, time(12, 0), "BF当日：在庫の棚から", State.SHOOTING),
    (4, time(20, 0), "開封：届いたままの3点", State.SHOOTING),
    (7, time(21, 0), "お客様の2週間", State.SHOOTING),
    (9, time(20, 0), "初雪の日の原料畑", State.SCRIPTING),
    (11, time(12, 0), "お歳暮の包み方", State.PLANNED),
    (14, time(19, 30), "社長、乾燥肌に答える", State.PLANNED),
    (18, None, "工場見学に来た小学生の質問", State.IDEA),
)
