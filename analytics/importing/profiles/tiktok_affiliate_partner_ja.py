"""Affiliate partner centre in Japanese → ファイナンス → 収益 → 注文をエクスポート, and the older CSV with サブ注文ID.

Times are of Japan whatever the brand's zone. Numbers of the older file have thousands separators, ids too. What the
creator has really been paid is in no column: the incomes there are the agency's and those before the split.
"""

from dataclasses import replace

from django.utils.translation import gettext_noop

from .profile import Column, Profile
from .tiktok_affiliate_seller import SHAPE

STATES = {
    "決済済み": "delivered",
    "完了": "delivered",
    "保留中": "paid",
    "処理中": "paid",
    "決済待ち": "paid",
    "キャンセル": "cancelled",
    "キャンセル済み": "cancelled",
    "対象外": "",
    "未決済": "",
}

PROFILE = Profile(
    key="tiktok_affiliate.partner_ja",
    title=gettext_noop("TikTok Shop affiliate: orders of a partner (Japanese)"),
    kind="order",
    grain=("order_id",),
    columns=(
        Column("order_id", ("注文ID",), required=True),
        Column("line_id", ("サブ注文ID",)),
        Column("sku_id", ("SKU ID",)),
        Column("product_id", ("商品ID",)),
        Column("title", ("商品名",)),
        Column("unit_price", ("価格",), required=True),
        Column("quantity", ("数量",), required=True),
        Column("creator", ("クリエイターのユーザー名",), required=True),
        Column("currency", ("通貨",)),
        Column("status", ("注文の決済状況", "注文状況"), ranked=True),
        Column("fully_returned", ("すべて返品または返金済み", "すべて返品または返金済み (はい)")),
        Column("surface", ("コンテンツタイプ",)),
        Column("content_id", ("コンテンツID",)),
        Column("collaboration", ("成果報酬のタイプ",)),
        Column("commission_rate", ("標準成果報酬率",)),
        Column("line_amount", ("成果報酬GMV", "支払い金額"), ranked=True),
        Column("commission_estimated", ("推定ベース成果報酬額",)),
        Column("ordered_at", ("作成日時", "作成日時 (DD/MM/YYYY HH:mm:ss JST)"), required=True),
        Column("delivered_at", ("注文配達日時",)),
    ),
    data_rows=("order_id", r"(?s)|.*\d.*"),
    orders=replace(SHAPE, states=SHAPE.states | STATES, zone="Asia/Tokyo", currency="JPY"),
    market="JP",
)
