"""GA4 → reports (traffic acquisition, landing page, overview, exploration) → CSV, in English, Japanese, French,
Indonesian, Spanish or German.

`# Start date: 20250101` and `# End date:` above a table, or `# 20260226-20260325`, give its days; the overview page is many
small tables in one file. Where rows carry a day, each counts on its own. Rates and averages follow from counts and are not
read; amounts are in the currency of the property, which no file names. A total row has an empty first cell, or says so.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

_DATA = r"(?s)(?!(?:Grand total|Totals?|総計|合計|Total général|Total general|Gesamt|Gesamtsumme)$).+"
_DIMENSIONS = {
    "channel_group": (
        "Session primary channel group (Default Channel Group)", "Session default channel group", "Session channel group",
        "Default channel group", "セッションのメインのチャネル グループ(デフォルト チャネル グループ)",
        "セッションのデフォルト チャネル グループ", "デフォルト チャネル グループ",
        "Groupe de canaux principal de la session (Groupe de canaux par défaut)", "Groupe de canaux par défaut de la session",
        "Grup saluran utama sesi (Grup saluran default)", "Grup saluran utama sesi",
        "Grupo de canales principal de la sesión (Grupo de canales predeterminado)", "Grupo de canales principal de la sesión",
        "Sitzung – primäre Channelgruppe (Standard-Channelgruppe)", "Sitzung – Standardchannelgruppe",
    ),
    "source_medium": (
        "Session source / medium", "Source / medium", "セッションの参照元 / メディア", "セッションの参照元/メディア",
        "参照元 / メディア", "参照元/メディア", "Source/Support de la session", "Source / support de la session",
        "Fuente/medio de la sesión", "Fuente / medio de la sesión", "Sitzung – Quelle/Medium", "Sitzung – Quelle / Medium",
    ),
    "utm_source": (
        "Session source", "セッションの参照元", "Source de la session", "Session manual source", "Fuente de la sesión",
        "Sitzung – Quelle",
    ),
    "utm_medium": (
        "Session medium", "セッションのメディア", "Support de la session", "Session manual medium", "Medio de la sesión",
        "Sitzung – Medium",
    ),
    "utm_campaign": (
        "Session campaign", "セッションのキャンペーン", "Campagne de la session", "Session manual campaign name",
        "Campaña de la sesión", "Sitzung – Kampagne",
    ),
    "utm_content": ("Session manual ad content", "セッションの手動広告コンテンツ"),
    "landing_page": (
        "Landing page", "Landing page + query string", "ランディング ページ", "ランディングページ",
        "ランディング ページ + クエリ文字列", "Page de destination",
        "Página de destino", "Página de destino y cadena de consulta", "Landingpage", "Landingpage + Abfragestring",
    ),
}  # fmt: skip
_DAYS = {
    "day": ("Date", "日付", "Jour", "Tanggal", "Fecha", "Datum"),
    "nth_day": ("Nth day", "N 日目", "N日目", "第 N 日", "Hari ke-n", "Nième jour", "Jour N", "Día N", "Tag N", "N. Tag"),
}
_METRICS = {
    "sessions": ("Sessions", "セッション", "セッション数", "Sesi", "Sesiones", "Sitzungen"),
    "engaged_sessions": (
        "Engaged sessions", "エンゲージのあったセッション数", "Sessions avec engagement",
        "Sesiones con interacción", "Sitzungen mit Interaktionen",
    ),
    "users": (
        "Active users", "アクティブ ユーザー", "アクティブ ユーザー数", "Utilisateurs actifs", "Pengguna aktif",
        "Usuarios activos", "Aktive Nutzer",
    ),
    "new_users": (
        "New users", "新規ユーザー数", "新規ユーザー", "Nouveaux utilisateurs", "Pengguna baru",
        "Usuarios nuevos", "Nuevos usuarios", "Neue Nutzer",
    ),
    "views": ("Views", "表示回数", "Vues", "Tampilan", "Vistas", "Aufrufe"),
    "product_views": ("Items viewed", "閲覧されたアイテム数", "アイテムの閲覧数", "Articles vus"),
    "add_to_carts": ("Add to carts", "カートに追加", "カートへの追加", "Ajouts au panier"),
    "checkouts": ("Checkouts", "決済回数", "購入手続き", "Paiements"),
    "orders": ("Transactions", "Ecommerce purchases", "トランザクション", "トランザクション数", "e コマース購入数"),
    "customers": ("Total purchasers", "購入者の合計数", "購入者数"),
    "new_customers": ("First time purchasers", "First-time purchasers", "初回購入者数"),
    "gmv": (
        "Total revenue", "Purchase revenue", "合計収益", "総収益", "購入による収益", "Revenu total", "Total pendapatan",
        "Ingresos totales", "Gesamtumsatz", "Umsatz insgesamt",
    ),
}  # fmt: skip
_RANKED = ("gmv", "orders", "landing_page")


def _profile(key: str, title: str, *needs: str) -> Profile:
    known = _DAYS | _DIMENSIONS | _METRICS
    columns = tuple(Column(name, headers, name in needs, ranked=name in _RANKED) for name, headers in known.items())
    shape = PeriodShape(grain="site", adds_up=True)
    return Profile(key, title, "period", needs[:1], columns, periods=shape, data_rows=(needs[0], _DATA))


CHANNELS = _profile("ga4.channels", gettext_noop("GA4: sessions by channel"), "channel_group", "sessions")
SOURCES = _profile("ga4.sources", gettext_noop("GA4: sessions by source and medium"), "source_medium", "sessions")
UTM_SOURCES = _profile("ga4.utm_sources", gettext_noop("GA4: sessions by source"), "utm_source", "sessions")
CAMPAIGNS = _profile("ga4.campaigns", gettext_noop("GA4: sessions by campaign"), "utm_campaign", "sessions")
LANDING_PAGES = _profile("ga4.landing_pages", gettext_noop("GA4: landing pages"), "landing_page", "sessions")
DAYS = _profile("ga4.days", gettext_noop("GA4: sessions by day"), "nth_day", "sessions")
USERS = _profile("ga4.users", gettext_noop("GA4: users by day"), "nth_day", "users")
