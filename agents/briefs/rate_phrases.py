"""The words that make an amount of money one for a day, or for another period (folded text).

Names end in BEFORE for what leads to an amount (they end at it) and AFTER for what follows.
"""

import re

from agents.briefs.money_phrases import CHANNEL

DAILY_AFTER = re.compile(
    r" ?(?:per|a|each|every|por|al|cada|/) ?(?:day|dia)\b| (?:daily|diari[oa]s?)\b"
)
DAILY_BEFORE = re.compile(
    r"\b(?:daily|diari[oa]|per day|por dia|al dia|each day|every day|cada dia)(?: (?:ad |"
    r"marketing )?(?:budget|spend|presupuesto|inversion|gasto|limit))?[ :(]{1,2}(?:(?:of|is|de|es|"
    r"sera|at|con)[ :]{1,2}){0,2}$"
)
PERIOD_AFTER = re.compile(
    r" ?(?:per|a|an|each|every|por|al|a la|cada|/) ?(?:week|month|year|hour|semana|mes|ano|hora|"
    r"quincena)\b"
    r"| (?:weekly|monthly|yearly|hourly|semanal(?:es)?|mensual(?:es)?|anual(?:es)?|"
    r"quincenal(?:es)?)\b"
    r"| (?:every|each|cada) (?:\w{2,8} )?(?:days|weeks|months|dias|semanas|meses)\b"
)
PERIOD_BEFORE = re.compile(
    r"\b(?:weekly|monthly|semanal|mensual|anual|per week|per month|por semana|por mes|"
    r"al mes)(?: (?:budget|spend|presupuesto|inversion))?[ :(]{1,2}(?:(?:of|is|de|"
    r"es)[ :]{1,2}){0,2}$"
)
RENTED_BEFORE = re.compile(
    r"\b(?:rent\w{0,4}|hire|alquil\w{1,5}|renta\w{0,2}|parking|parqueo|passe?s?)\b"
)
DAILY_ON_A_CHANNEL_AFTER = re.compile(
    rf" ?(?:per|a|each|every|por|al|cada|/) ?(?:day|dia),? "
    rf"(?:(?:on|in|for|en|para|por|to) )?{CHANNEL}\b"
    rf"| (?:daily|diari[oa]s?),? (?:(?:on|in|for|en|para|por|to) )?{CHANNEL}\b"
)
CHANNEL_BEFORE = re.compile(
    rf"\b{CHANNEL}(?: (?:ads|only|solo))?[,:;]? ?(?:with |con |at |a |for |por )?$"
)
