"""Approval in the made-up brand: two steps, a video that waits at each of them, one sent back, and what was said about them."""

from datetime import date, time, timedelta

from planner.approval.approving import ask_approval, decide
from planner.approval.commenting import add_comment
from planner.approval.steps import save_step
from planner.checklist.of_video import sheet_of
from planner.checklist.ticking import tick
from planner.models import Account, ApprovalStep, Video
from planner.scheduling import plan_video
from tkcommerce.brands.models import Brand, Role, User

WAITING = (  # (days from today, hook, caption)
    (5, "化粧水は、何回に分けて重ねる？", "答えは3回。朝の工場で、開発担当が手のひらで見せます。\n#スキンケア #しずくの庭"),
    (6, "クレンジングの前に、ひと呼吸", "香りを確かめてから、ゆっくり。夜の支度を30秒で。\n#夜の支度 #しずくの庭"),
    (8, "売り切れの棚に、店長がひとこと", "次の入荷は来月です。待ってくださる方へ。\n#舞台裏 #しずくの庭"),
)


def show_approvals(brand: Brand, account: Account, owner: User, *, today: date) -> None:
    """The first waits for the shop's manager (the owner), the second for whoever checks the wording, the third was sent back."""
    editor = brand.memberships.select_related("user").get(role=Role.EDITOR).user
    save_step(step=ApprovalStep(brand=brand), by=owner, name="店長", people=[owner])
    save_step(step=ApprovalStep(brand=brand), by=owner, name="薬事チェック", people=[editor])
    first, second, third = (_asked(brand, account, editor, today + timedelta(days=days), *told) for days, *told in WAITING)
    add_comment(video=first, text="最後のカットだけ明るさを直しました。ご確認をお願いします。", by=editor)
    decide(round_=second.rounds.get(), step=0, by=owner, verdict="approved", comment="この静けさ、いいですね。")
    reason = "「次の入荷は来月」は、まだ決まっていません。日付が決まってから出しましょう。"
    decide(round_=third.rounds.get(), step=0, by=owner, verdict="rejected", reason=reason)


def _asked(brand: Brand, account: Account, editor: User, day: date, hook: str, caption: str) -> Video:
    """Made, its checklist ticked, and asked for."""
    video = plan_video(
        brand=brand, by=editor, hook=hook, day=day, time=time(20), state=Video.State.EDITING, account=account, owner=editor,
        caption=caption, sound="朝の工場", sound_licence=Video.SoundLicence.OWN, sound_proof="自社で録音",
    )  # fmt: skip
    for line in sheet_of(video).blocking:
        tick(video=video, item=line.item, by=editor, evidence="社内フォルダに保管")
    return ask_approval(video=video, by=editor, version=video.version)
