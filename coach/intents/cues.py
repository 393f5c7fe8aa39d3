"""Words -> what is asked: the intent of a question, and the pay components it names."""

from __future__ import annotations

import re

from index.guide import Component

_SOURCES = re.compile(
    r"\bproof\b|\bpublish\w*\b|\bbibliograph\w*|\bdocuments?\b|\brests? on\b|\btaken from\b|\bfootnotes?\b|\borigins?\b|\breliable\b|\btrustworthy\b|\bmade up\?|\bwho (?:wrote|reported|gathered)\b|\bverif\w+\b|\bbacking\b|(?<!data )\bsources?\b(?! code)|\bcit(?:e|es|ed|ation|ations|ing)\b|\bevidence\b|\brefs?\b|\breferences?\b|\blinks?\b|\bwho says\b|\bsays who\b"
    r"|\bwhere (?:is|are|do|does|did|'s|s)\b.*\b(?:from|come|came|get|got|that)\b|\bwhere['’]?s (?:that|this|it) from\b|\bhow do you know\b"
    r"|\bback(?:ed|s)? (?:that|this|it|by|up)\b|\bbased on what\b|\bwhere['’]?d you\b|\bwhere (?:did|do) you (?:find|get|have|take)\b",
    re.I,
)
_LEVELS = re.compile(
    r"\blvls?\b|\bequiv\b|=>|\bin [\w ]{0,24}(?:terms|language|speak|ladder)\b|\bwhat would \w* ?call\b|\bname (?:that|this|it)\b|\bcounterpart\b|\bmatch(?:es)? up\b|\bcorrelat\w+|\bconvert\w* to\b.*\blevel|\blevel map\w*|\bequivalen\w*|\bmap(?:s|ped|ping)?\b.{0,40}\b(?:to|at|on)\b|\bcorrespond\w*|\bline(?:s)? up\b|\bwhat level\b|\bwhich level\b"
    r"|\blevel would\b|\blevels? at\b|\bcompar\w+ level|=\s*what\b|\bequals?\b|\bsame (?:level )?as\b.*\bat\b|\bwhat(?:'s| is)? (?:an? )?(?:L|E|IC|M)\d\b.*\b(?:at|here|in)\b"
    r"|\bis (?:that|this|an?) (?:L|E|IC)?\d\b|\btranslates?\b|\bslot in(?:to)?\b|\bladder\b|\bleveling\b|\blevelling\b",
    re.I,
)
_STRATEGY = re.compile(
    r"\bfloors?\b(?! on\b)|\blowest (?:acceptable|i|number|deal)\b|\bhow low\b|\b(?:least|minimum|lowest)\b.{0,40}\b(?:i|my|acceptable|accept|take|live with|go|settle|should|undersell|tolerate)\b|\bundersell\b|\bacceptable\b|\bshake hands?\b"
    r"|\bsay (?:no|yes)\b|\bopening (?:demand|request|salvo|price)\b|\bdemand\b|\blive with\b|\breject below\b|\bbelow which\b|\bcut[- ]?off\b|\bdeal[- ]?breaker\b|\bwhat (?:to|do i|should we) (?:ask|demand|request)\b|\binitial (?:ask|number|demand|offer)\b|\bstart(?:ing)? (?:high|number|figure|ask|point)\b|\bwalk[- ]?away\b|\baccept[- ]?at\b|\b(?:my|accept\w*|minimum|hard) floor\b|\b(?:lowest|least|minimum|min) (?:number |offer |amount |figure |comp |package )?(?:that )?(?:i|we|you|one|to)\b"
    r"|\bwhen (?:should|do|can|would) (?:i|you|we) (?:say yes|accept|sign|take)\b|\bdraw the line\b|\bbottom line\b|\b(?:my|a|the) line\b"
    r"|\bopen(?:ing)? (?:with|ask|number|at|offer|bid|figure|position|move)\b|\b(?:ask|number|figure)\b.{0,20}\bfirst\b|\bfirst (?:ask|number|figure)\b|\banchor\w*\b"
    r"|\btarget (?:package|number|comp\w*|tc|figure|total|to ask|for)\b|\bwhat(?:'s| is)? (?:my|the|a good)? ?target\b|\b(?:what|how much|how high|which number) (?:should|do|could|can|would) i (?:ask|aim|target|shoot|request|push|go|anchor|open|start|counter)\b"
    r"|\bhow high\b|\baim for\b|\bshoot for\b|\bgood enough to (?:accept|sign|take)\b|\bsettle for\b|\bpush (?:for|to)\b.*\bhow\b|\bshould i (?:accept|take|ask for|counter)\b|\bstarting ask\b|\bturn (?:it )?down below\b",
    re.I,
)
_SCRIPT = re.compile(
    r"\blines?\b.{0,20}\b(?:for|asking|to say|about)\b|\bsentences?\b|\bparagraph\b|\bread out\b|\bblurb\b|\bspeech\b|\btalk track\b|\bphras\w+\b|\bformulat\w+|\bnote to send\b|\btext (?:to|for) (?:my|the|a) recruiter\b|\bthe words\b|\brole[- ]?play\b|\bone[- ]liner\b|\bscripts?\b|\bdraft\w*\b|\bwrite\b|\bword (?:it|an?|my|this|the)\b|\bwording\b|\be-?mails?\b|\bwhat (?:do|should|can|would) i (?:say|tell|write|reply|answer)\b|\bexact words\b"
    r"|\b(?:how|ways?) (?:do|should|can|would|to) (?:i |you |we )?(?:pitch|phrase|word|put|ask|say|tell|argue|frame|push)\b|\bpitch\b|\bcounter(?:[- ]?offer)?\b(?! with\?)|\bpush back\b|\bbest leverage\b"
    r"|\btalking points\b|\bsay to\b|\bmessage (?:to|for)\b|\bletter\b|\breply to (?:the|my|their)\b|\bas my argument\b|\bon the phone\b",
    re.I,
)
_LEVERS = re.compile(r"\blevers?\b|\bleverage\b|\barguments?\b|\bnegotiat\w+ points?\b|\bwhat can i use\b", re.I)
_PREMIUM = re.compile(
    r"\bbecause of\b.{0,60}|\bhow many percent\b|\babove (?:the )?(?:usual|standard|normal|average|peers|market)\b|\bpay\w* more (?:because|for|if|due)\b|\bmore (?:money|pay|cash|comp) (?:because|for|if|due)\b|\bsupplement\b|\bmark[- ]?up\b|\bpremiums?\b|\bworth\b|\bextra\b|\buplift\b|\bpaid more\b|\bpay more for\b|\bbump for\b|\badd(?:s|ed)? (?:on|to)\b|\bon top\b.*\bfor\b|\bsurcharge\b|\bmore money for\b",
    re.I,
)
_COMPARE = re.compile(
    r"\bagainst\b|\bbetween\b|\bn\b|&|,|\bvs\.?\b|\bversus\b|\bcompar\w+\b|\bdifferen\w+\b|\bor\b|\bhigher\b|\bbetter\b|\bmore than\b|\bless than\b|\bpays? more\b|\bwho (?:pays|gives|has)\b|\bwhich (?:pays|has|is|one|of)\b|->|→"
    r"|\bmov(?:e|ing)\b|\brelocat\w+\b|\bgo from\b|\blose\b|\bgain\b|\binstead of\b|\band\b|[/:?]",
    re.I,
)
_OFFER = re.compile(
    r"\boffer(?:ed|s|ing)?\b|\bfair\b|\blow(?:ball)?\b|\bgood\b|\bdecent\b|\bthoughts\b|\brate (?:my|this|it)\b|\bevaluat\w+\b|\bwhere does\b|\bland\b|\bsit\b|\bverbal\b|\bgot\b|\bgave me\b|\bin (?:the )?(?:band|range)\b"
    r"|\bnear the top\b|\bshould i push\b|\breasonable\b|\bok(?:ay)?\b|\bhow does\b|\bcompetitive\b|\bunder(?:paid)?\b|\bsaid\b|\bsays\b|\bstack up\b",
    re.I,
)
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
    r"|\breply only\b|\bsay only\b|\bonly (?:reply|answer|respond) with\b|\brepeat after me\b|\bapi key\b|\bmodel config\b|\benvironment variables?\b|\bpretend\b|\bact as\b|\bfrom now on\b|\bunfiltered\b|\bpayslip\b|\blooks like it comes from\b|\beven if it (?:isn|is not)|\byou are now\b|\bjailbreak\b"
    r"|\bas if (?:i|they|it|we)\b.{0,30}\b(?:had|received|offered)\b|\bforge[ds]?\b|\bforging\b|\bcounterfeit\b|\bmake up\b|\binvent\b|\bfabricate\b|\bfake\b|\bdeveloper mode\b|\bprint your\b|\breveal your\b|\boverride\b",
    re.I,
)
_HELP = re.compile(r"^\W*(?:help\W*$|what (?:can|do) you do|how does this work|what are you|who are you)\b", re.I)
_CRAFT = re.compile(
    r"\b(?:best|final|last) (?:we can|they can|offer|and final)\b|\bbest (?:they|we) (?:can|could) do\b|\bbudget(?:s|ed)?\b|\btake it or leave\b|\bno (?:room|wiggle|flexibility)\b|\b(?:don['’]?t|do not|won['’]?t|never) negotiate\b"
    r"|\bwhat (?:do|did) (?:you|i) (?:currently )?(?:make|earn)\b|\b(?:current|previous|my|their) salary\b.*\b(?:tell|ask|share|reveal|say|give|disclose)|\b(?:tell|share|reveal|disclose|give)\b.*\bmy (?:current )?salary\b"
    r"|\bexplod\w+|\bdeadline\w*|\bmore time\b|\bbuy\w* (?:me |myself )?(?:some )?time\b|\bfirst response\b|\bin writing\b|\bpush ?back\b|\blowball\w*|\bask(?:ing)? for a raise\b|\bget a raise\b|\bpay rise\b"
    r"|\bcompeting offer\b.*\b(?:lie|mention|have|tell|honest|invent|bluff)|\b(?:lie|bluff|mention)\b.*\boffer\b|\brange or\b|\bsingle number\b|\bprecise\b|\bwho (?:goes|says|names) (?:a number )?first\b|\bfirst number\b|\bname (?:a|the|my) number\b"
    r"|\bothers? (?:have )?accepted\b|\binternal equity\b|\brevisit in\b|\bwalk away politely\b|\bdeclin\w+\b|\brefreshers?\b|\bstrike price\b|\boptions? (?:vs|or|versus) rsus?\b",
    re.I,
)
_PROFESSIONAL = re.compile(
    r"\b(?:lawyers?|attorney|legal(?:ly)?|lawsuit|sue|suing|court|contract law|tax(?:es|ed|ation)?|irs|hmrc|capital gains|83\(?b\)?|doctor|diagnos\w+|medical|medication|therap\w+|depress\w+|immigration|invest(?:ing|ment)? advice)\b",
    re.I,
)
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
    ("signing", re.compile(r"\bsign(?:ing)?[- ]?on\b|\bsigning(?: bonus)?\b|\bjoining bonus\b", re.I)),
    (
        "total",
        re.compile(
            r"\btc\b|\btotal\w*\b|\ball told\b|\bwith (?:stock|equity) and all\b|\ball[- ]in\b|\bceiling\b|\bote\b|\bctc\b|\bsummed\b|\baltogether\b|\boverall\b|\bsum\b|\ball together\b|\btogether\b|\bcombined\b",
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
        re.compile(
            r"\bbase\b|\bfixed (?:pay|salary)\b|\bbasic\b|\bsalary only\b|\b(?:only|just) (?:the )?salary\b", re.I
        ),
    ),
)
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
                    re.sub(r"(?<=sign-on) bonus|(?<=sign on) bonus|(?<=signing) bonus", "", cleared, flags=re.I),
                )
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


def gives_orders(text: str) -> bool:
    """Whether a message tries to set the coach's rules, to see them, or to have something made up."""
    return bool(_ORDERS.search(text))


def is_comparison(text: str) -> bool:
    """Whether the words set two things side by side (the two must be named as well)."""
    return bool(_COMPARE.search(text))


def is_offer(text: str) -> bool:
    """Whether the words judge an offer (a figure must be named as well)."""
    return bool(_OFFER.search(text))


def about_craft(text: str) -> bool:
    """Whether a message asks how to negotiate: what to answer, when, in which words; not what a company pays."""
    return bool(_CRAFT.search(text))


def needs_professional(text: str) -> bool:
    """Whether a message asks for legal, tax or medical advice, which is not the coach's to give."""
    return bool(_PROFESSIONAL.search(text))


def cued_intent(text: str) -> str:
    """The intent that plain cue words of a message speak for, "" where there is none."""
    if _HELP.search(text):
        return "help"
    if _TALK.match(text):
        return "small_talk"
    if _SCRIPT.search(text) and not re.search(r"\b(?:source|cite)", text, re.I):
        return "lever_script"
    if _PREMIUM.search(text) and not re.search(r"\bworth it\b", text, re.I):
        return "premium"
    if _LEVELS.search(text):
        return "level_mapping"
    if _STRATEGY.search(text) and not re.search(r"\bwhat(?:'s|s| is) the (?:band|range)\b", text, re.I):
        return "strategy_target"
    if _SOURCES.search(text):
        return "sources"
    if about_benefits(text):
        return "guide_question"
    if _LEVERS.search(text):
        return "levers"
    return "band_lookup" if asks_for_pay(text) else ""


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
