"""What a brand does before, at and after opening TikTok Shop in a market: 24 steps in three phases.

A brand adds its own and hides what does not apply.
"""

from collections.abc import Iterator

from django.db.models import Model

BEFORE, OPEN, AFTER = "before", "open", "after"
SEED = (  # (code, phase, ja, en)
    ("goal", BEFORE, "目標とKPIツリーを決める", "Set the goal and its tree of KPIs"),
    ("account", BEFORE, "ビジネスアカウント、プロフィール、UTM付きのプロフィールリンクを整える",
     "Set up the business account, the profile and its link with UTM"),
    ("brand-rules", BEFORE, "ブランドの表現ルールとNGワードを決める", "Write down the brand's rules and NG words"),
    ("approval", BEFORE, "承認の流れを決める", "Agree on who approves"),
    ("test-videos", BEFORE, "5テーマ以上で、最初の20本を試す", "Try the first 20 videos over at least 5 themes"),
    ("weekly-review", BEFORE, "週次の振り返りの時間を固定する", "Fix the time of the weekly review"),
    ("measuring", BEFORE, "ピクセル・GA4と注文の取り込みを整える", "Set up pixel or GA4, and the import of orders"),
    ("sound-rule", BEFORE, "音源は商用音楽ライブラリのみ、と決める", "Agree to use only the Commercial Music Library"),
    ("creator-list", BEFORE, "クリエイター候補のリストを作る", "Make a long list of creators"),
    ("stock-price", BEFORE, "在庫と価格の計画を立てる", "Plan stock and prices"),
    ("registration", OPEN, "Seller Centerに登録し、書類を出す", "Register at Seller Center, with the documents"),
    ("link-accounts", OPEN, "公式アカウントを連携する(マーケティング用は4つまで)",
     "Link the official account (and up to 4 marketing accounts)"),
    ("products", OPEN, "商品を登録する(LIVEには10点以上)", "List the products (10 or more for LIVE)"),
    ("delivery", OPEN, "配送会社と返品のルールを決める", "Choose carriers and the rule for returns"),
    ("open-collab", OPEN, "オープンコラボの報酬率を決める", "Set the rate of open collaborations"),
    ("samples", OPEN, "サンプル提供のルールを決める", "Set the rule for samples"),
    ("target-collab", OPEN, "最初のターゲットコラボを始める", "Start the first target collaborations"),
    ("roles", OPEN, "ビジネスセンターの担当者と権限を整える", "Give everybody a role in Business Center"),
    ("first-live", AFTER, "最初のLIVEの台本と出演者を決める", "Script and host of the first LIVE"),
    ("gmv-max", AFTER, "GMV Maxの予算とROIの下限を決める", "Budget of GMV Max and the lowest ROI"),
    ("reviews", AFTER, "レビューに返信する担当を決める", "Who answers reviews"),
    ("violations", AFTER, "違反通知を見張る担当を決める", "Who watches for violations"),
    ("weekly-report", AFTER, "週次レポートを始める", "Start the weekly report"),
    ("review-90", AFTER, "30・60・90日の振り返りをする", "Review after 30, 60 and 90 days"),
)  # fmt: skip


def seeded_steps(model: type[Model], plan: Model) -> Iterator[Model]:
    """Unsaved rows; of `model`, which in a migration is that of its time."""
    for at, (code, phase, ja, en) in enumerate(SEED):
        yield model(brand_id=plan.brand_id, plan=plan, code=code, phase=phase, label_ja=ja, label_en=en, position=at)
