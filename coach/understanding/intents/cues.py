"""Words -> what is asked: the intent of a question, and the pay components it names."""

from __future__ import annotations

import re

from index.guide import Component

_PAY = re.compile(
    r"\bpay(?:s|ing)?\b|\bsalar(?:y|ies)\b|\bcomp(?:ensation)?\b|\bbands?\b|\branges?\b|\bbase\b|\btotal\b|\btc\b|\bbonus\w*\b|\bequity\b|\brsus?\b|\bstock\b|\boptions?\b|\bgrants?\b"
    r"|\bhow much\b|\bnumbers?\b|\bfigures?\b|\bpackage\b|\bearn\b|\bmake\b|\bmoney\b|\bwage\b|\bote\b|\ball[- ]in\b|\bexpect\b|\bsign[- ]?on\b|\bsigning\b|\bbreakdown\b|\bceiling\b|\btops? out\b|\bmedian\b|\baverage\b|\brate\b|\bsummed\b|\baltogether\b|\boverall\b|\bctc\b|\bremunerat\w+|\brenumerat\w+|\bpayroll\b|\bpaycheck\b|\btake[- ]home\b|\brich(?:er)?\b|\bdough\b|\bcash\b|\bbucks\b|\bmuch\b",
    re.I,
)
_ACROSS = re.compile(
    r"\b(?:who|which compan(?:y|ies)|what compan(?:y|ies)|which employers?|which firms?|anyone|companies)\b.{0,60}\b(?:pays?|paying|have|has|offers?|give|gives|above|over|under|most|highest|best|top)\b"
    r"|\b(?:highest|best|top|lowest)[- ]?pay\w*|\b(?:median|average|mean)\b|\brank(?:ing|ed)?\b|\b(?:over|across|in) (?:all )?(?:your|the|these|all) (?:guides|companies)\b|\blist (?:all |the |of )?companies\b",
    re.I,
)
_ORDERS = re.compile(
    r"\bnew instructions?\b|\b(?:finish|end|start|begin) (?:every|each|your|all) (?:reply|answer|message|sentence|response)|\bquote only that\b|\b(?:add|double|multiply)\b.{0,20}\b(?:every|each|all) (?:number|figure|band)s?\b|\bwho['’]?d know\b|\bthey can['’]?t check\b|\bignore (?:the|all|your|any|previous|every)\b|\bdisregard\b|\bforget (?:the|your|all|any) (?:\w+ )?(?:guides?|rules?|instructions?|prompt|above|previous|everything|limits?|bands?)\b|\bforget (?:everything|what you)\b|\bsystem prompt\b|\byour (?:prompt|instructions|rules|config\w*)\b|^\W*system\W|\bnew policy\b"
    r"|\breply only\b|\bsay only\b|\bonly (?:reply|answer|respond) with\b|\brepeat after me\b|\bapi key\b|\bmodel config\b|\benvironment variables?\b|\bpretend\b|\bact as\b|\bfrom now on\b|\bunfiltered\b|\blooks like it comes from\b|\beven if it (?:isn|is not)|\byou are now\b|\bjailbreak\b"
    r"|\bas if (?:i|they|it|we)\b.{0,30}\b(?:had|received|offered)\b|\bforge[ds]?\b|\bforging\b|\bcounterfeit\b|\bmake up\b|\binvent\b|\bfabricate\b|\bfake\b|\bdeveloper mode\b|\bprint your\b|\breveal your\b|\boverride\b",
    re.I,
)
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"|^>.*$", re.M)
_TALK = re.compile(
    r"^\W*(?:hi|hello|hey|yo|good (?:morning|evening|afternoon)|thanks?|thank you|cheers|ty|bye|ok(?:ay)?|cool|great|lol|how are you|nice)\b[\s!.,']*(?:so much|a lot|there|coach|man|you|again|very much|everyone|mate|got it|makes sense)?[\s!.,']*$",
    re.I,
)
_BENEFITS = re.compile(
    r"\bpto\b|\bvacation\w*\b|\bholidays?\b|\b(?:parental|maternity|paternity|sick|family) leave\b|\b401\s?\(?k\)?|\bpension\w*\b|\b(?:health|dental|life|medical) (?:insurance|cover\w*|plan)\b|\binsurance\b"
    r"|\bvisa\b.{0,20}\b(?:sponsor\w*|support)\b|\bsponsor\w*\b|\bperks?\b|\bbenefits?\b|\bwork[- ]life\b|\bhours\b|\binterview (?:process|questions|loop|rounds)\b|\bremote (?:policy|work policy)\b|\bdress code\b"
    r"|\bculture\b|\bcommute\b|\bprobation\b|\bnotice period\b|\bnon-?compete\b|\bespp\b|\bstipend\b|\brefreshers?\b|\bvest\w*\b|\bcliff\b|\bclawback\b|\bseverance\b|\brelocation\b|\bchildcare\b|\bsabbatical\b|\btuition\b|\bmatch(?:ing)?\b|\bgym\b|\breimburs\w+|\blunch\b|\bmeals?\b|\bcar\b|\bparking\b|\bphone plan\b|\bhome office\b|\bon[- ]?call pay\b|\bovertime\b",
    re.I,
)

_COMPONENTS: tuple[tuple[Component, re.Pattern[str]], ...] = (
    ("signing", re.compile(r"\bsign(?:ing)?[- ]?on\b|\bsigning(?: bonus)?\b|\bjoining(?: bonus)?\b", re.I)),
    (
        "total",
        re.compile(
            r"\btc\b|\btotal\w*\b|\ball told\b|\beverything (?:in|inside|included)\b|\ball inclu\w+\b|\bwith (?:stock|equity) and all\b|\ball[- ]in\b|\bceiling\b|\bote\b|\bctc\b|\bsummed\b|\baltogether\b|\boverall\b|\bsum\b|\ball together\b|\btogether\b|\bcombined\b",
            re.I,
        ),
    ),
    (
        "stock",
        re.compile(
            r"\brsus?\b|\bstocks?\b|\bequity\b|\b(?:stock )?options?\b|\bgrants?\b|\bshares?\b|\bcarry\b",
            re.I,
        ),
    ),
    ("bonus", re.compile(r"\bbonus(?:es)?\b|\bincentive\b|\bprofit[- ]sharing\b", re.I)),
    (
        "base",
        re.compile(r"\bbase\b|\bfixed\b|\bbasic\b|\bsalary only\b|\b(?:only|just) (?:the )?salary\b", re.I),
    ),
)
_BESIDE = re.compile(r"\bsalar(?:y|ies)\b", re.I)  # all of the pay by itself, the base beside another part
_EVERYTHING = re.compile(
    r"\b(?:full|whole|entire) (?:package|comp|breakdown|picture)\b|\bbreakdown\b|\beverything\b|\ball (?:the )?(?:numbers|figures|components)\b|\bbase\b.{0,20}\bbonus\b.{0,20}\btotal\b",
    re.I,
)


def components_in(text: str) -> tuple[Component, ...]:
    """The pay components a question names; none means all of them."""
    if _EVERYTHING.search(text):
        return ()
    text = re.sub(
        r"\b(?:without|minus|excluding|not counting|no) (?:the )?(?:equity|stock|bonus\w*|rsus?|options)\b",
        " ",
        text,
        flags=re.I,
    )
    cleared = re.sub(r"\btotal (?:comp\w*|package|pay|cash)\b", "total", text, flags=re.I)
    found = []
    for component, pattern in _COMPONENTS:
        if pattern.search(cleared):
            found.append(component)
            if component == "signing":
                cleared = pattern.sub(
                    " ",
                    re.sub(
                        r"(?<=sign-on) bonus|(?<=sign on) bonus|(?<=signing) bonus|(?<=joining) bonus",
                        "",
                        cleared,
                        flags=re.I,
                    ),
                )
    if found and not {"base", "total"} & set(found) and _BESIDE.search(cleared):
        found.append("base")
    return tuple(found)


def asks_for_pay(text: str) -> bool:
    """Whether the words are about money at all."""
    return bool(_PAY.search(text))


def about_benefits(text: str) -> bool:
    """Whether the words are about terms that pay tables do not hold: leave, pensions, visas, hours."""
    return bool(_BENEFITS.search(text)) and not re.search(r"\bpay tables?\b", text)


_CLAIM = re.compile(
    r"\b(?:you|u) (?:just )?(?:said|told?|tell|gave|quoted?|mentioned|wrote)\b|\bconfirm that\b|\b(?:my |a |some )?(?:friends?|colleagues?|buddy|someone|somebody|glassdoor|levels\.fyi|blind|reddit|google|chatgpt|internet|recruiter friend)\b[^.?!]{0,40}\b(?:says?|said|told|claims?|thinks?|lists?|has|have|mention\w*)\b"
    r"|\b(?:i )?(?:heard|read|thought|saw)\b|\bso (?:it['’]?s|that['’]?s|the|base|total|tc|stock|bonus|equity|your|they)\b|(?<!sound )(?<!sounds )(?<!seem )(?<!look )\b(?:right|correct|agree)\s*\?*\s*$|\bisn['’]?t it\b|\btops? out\b|\bconfirm\b",
    re.I,
)


def claims_figure(text: str) -> bool:
    """Whether a message puts a figure into the guide's mouth, to be confirmed or set right."""
    return bool(_CLAIM.search(text)) and any(c.isdigit() for c in text)


def is_across(text: str) -> bool:
    """Whether the words ask about all guides together (no company may be named)."""
    return bool(_ACROSS.search(text))


def sounds_like_orders(text: str) -> bool:
    """Whether a text has words that orders to the coach have; most texts that have them are none."""
    return bool(_ORDERS.search(text))


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of what is quoted: somebody else's words."""
    return tuple(m.span() for m in _QUOTED.finditer(text))


def is_greeting(text: str) -> bool:
    """Whether a message is a greeting and nothing else."""
    return bool(_TALK.match(text))


def says_offered(text: str) -> bool:
    """Whether a figure is said to have been offered, not to stand in a guide."""
    return bool(
        re.search(r"\b(?:offer(?:ed|s|ing)?|gave me|give me|proposed|my (?:base|package|number))\b", text, re.I)
    )


def sets_against(text: str) -> bool:
    """Whether the words weigh one thing against another."""
    return compares_with(text) or bool(
        re.search(r"\b(?:or|higher|better|more|who|less|differ\w*|n|and)\b|[/&+]", text, re.I)
    )


def compares_with(text: str) -> bool:
    """Whether the words set what they name beside what the conversation is about."""
    return bool(re.search(r"\bcompar\w+\b|\bvs\b|\bversus\b|\bagainst\b|\bstack up\b|\bbetween\b", text, re.I))
