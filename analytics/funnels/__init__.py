"""From video to money: the two funnels, their weakest step, and sales by kind. Two ways to count, never mixed.

cut.py        what a page is asked to show: surface, account, market, product, campaign, creator, who brought it, one video
steps.py      the two funnels, declared
told.py       who told what in which window: the base of a number; facts.py, orders.py and reach.py load them
flow.py       bases → steps with amounts, rates, previous and usual; weakest.py names the weakest and what it costs
funnels.py    brand + address → both funnels; funnel_page.py, funnel_words.py say them
"""
