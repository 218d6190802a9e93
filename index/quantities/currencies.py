"""Currencies: symbols and codes before a figure, words and codes after it."""

import re
from functools import cache

from seedqa.index.quantities.pattern import Pattern

# unit | what stands before a figure
_SYMBOLS = """
USD|$ US$ USD
HKD|HK$ HKD
AUD|A$ AU$ AUD
CAD|C$ CA$ CAD
NZD|NZ$ NZD
TWD|NT$
SGD|S$ SGD
BRL|R$
EUR|€ EUR
GBP|£ GBP
INR|₹ Rs Rs. INR
yuan|¥ ￥ CN¥ RMB CNY
JPY|JP¥ JPY
KRW|₩ KRW
RUB|₽
TRY|₺
VND|₫
THB|฿
PHP|₱
ILS|₪
CHF|CHF
MYR|RM
NGN|₦
"""
# unit | what stands after a figure
_WORDS = """
yuan|yuan;rmb;renminbi;yuan rmb;chinese yuan;kuai;cny;元;人民币;块;元人民币
USD|usd;dollar;dollars;bucks;$;us dollar;us dollars;american dollars;united states dollars;美元
HKD|hong kong dollar;hong kong dollars;hkd;港元
AUD|australian dollar;australian dollars;aud
CAD|canadian dollar;canadian dollars;cad
NZD|new zealand dollar;new zealand dollars;nzd
SGD|singapore dollar;singapore dollars;sgd
TWD|taiwan dollars;new taiwan dollars
EUR|euro;euros;eur;€;欧元
GBP|pound sterling;pounds sterling;british pounds;gbp;quid;£;英镑
JPY|yen;japanese yen;jpy;日元
INR|rupee;rupees;indian rupees;inr
KRW|won;south korean won
RUB|rouble;roubles;ruble;rubles
CHF|swiss francs;chf
franc|franc;francs
peso|peso;pesos
BRL|reais
ZAR|rand
THB|baht
MYR|ringgit
IDR|rupiah
VND|dong
lira|lira
ILS|shekels
PLN|zloty
SEK|krona;kronor
krone|kroner
crown|crown;crowns
dinar|dinar;dinars
dirham|dirham;dirhams
riyal|riyal;riyals
cent|cent;cents
penny|pence;penny;pennies
shilling|shillings
guinea|guineas
ducat|ducats
florin|florins
guilder|guilders
"""
_JAPANESE = Pattern(r"Japan|\byen\b|日本")


@cache
def _symbols() -> dict[str, str]:
    rows = (line.split("|") for line in _SYMBOLS.strip().splitlines())
    return {symbol: unit for unit, symbols in rows for symbol in symbols.split()}


@cache
def _before() -> Pattern:
    ordered = sorted(_symbols(), key=len, reverse=True)
    return Pattern(r"(?<![^\W\d_])(?:US\s(?=\$)|AU\s(?=\$))?(?:" + "|".join(map(re.escape, ordered)) + r")\s?\Z")


@cache
def currency_words() -> dict[str, str]:
    """Every word for money that may follow a figure, in lower case, with its unit."""
    rows = (line.split("|") for line in _WORDS.strip().splitlines())
    return {word: unit for unit, words in rows for word in words.split(";")}


def currency_before(text: str, start: int) -> tuple[int, str] | None:
    """The currency symbol or code that ends where a figure starts: where it begins, and its unit."""
    last = text[start - 1 : start] if start else ""
    if not last or last.isdigit() or (last.islower() and last != "s"):
        return None
    match = _before().search(text, max(0, start - 6), start)
    if match is None:
        return None
    symbol = match.group().strip()
    if symbol in ("¥", "￥") and _JAPANESE.search(text, max(0, start - 300), start + 100):
        return match.start(), "JPY"
    prefix = "AUD" if symbol.startswith("AU ") else _symbols()[symbol.split()[-1]]
    return match.start(), prefix
