"""What people read: names of mechanisms, terms, levers and figures, and sentences with signs, in English and Korean."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from techrace.arrays import Array
from techrace.explain.figure import Figure
from techrace.explain.players import TRAY
from techrace.setting import Setting
from techrace.world.schema import Text


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


RULES: dict[str, Text] = {
    "budget": _t("budgets", "예산"),
    "detente": _t("détente", "데탕트"),
    "blocs": _t("blocs", "블록"),
    "coercion": _t("pressure on allies", "동맹 압박"),
    "denial": _t("denial of chokepoints", "병목 차단"),
    "securitisation": _t("securitisation", "안보화"),
    "boundary": _t("the political boundary", "정치적 경계"),
    "waves": _t("a new wave", "새로운 물결"),
    "science": _t("basic science", "기초과학"),
    "compute": _t("compute", "연산 자원"),
    "frontier": _t("frontier research", "프런티어 연구"),
    "fund": _t("the state fund", "국가 기금"),
    "quality": _t("research on layers", "층위 연구개발"),
    "bypass": _t("ways round a chokepoint", "병목 우회"),
    "layers": _t("buyers' choice of suppliers", "구매자의 공급처 선택"),
    "geography": _t("moving factories", "공장 이동"),
    "platforms": _t("platforms in the real world", "현실 세계의 플랫폼"),
    "revenue": _t("derived revenue", "파생 수익"),
    "growth": _t("growth", "성장"),
    "ecosystems": _t("choice of ecosystems", "생태계 선택"),
    "alignment": _t("alignment of markets", "시장의 진영 선택"),
    "currency": _t("trust in the currency", "통화 신뢰"),
    "valuation": _t("valuations", "시장 평가"),
    "flight": _t("capital flight", "자본 이탈"),
    "unrest": _t("jobs and unrest", "일자리와 사회 불안"),
    "politics": _t("domestic politics", "국내 정치"),
    "tension": _t("military tension", "군사적 긴장"),
    "shocks": _t("technology shocks", "기술 충격"),
    "agi": _t("general AI", "범용 AI"),
    "events": _t("events", "사건"),
    "other": _t("other", "그 밖"),
}

TERMS: dict[str, Text] = {
    "inputs": _t("access to inputs", "투입재 접근"),
    "entry": _t("entry", "신규 진입"),
    "overcapacity": _t("state-paid capacity", "국가 지원 설비"),
    "reshoring": _t("reshoring", "리쇼어링"),
    "experience": _t("experience", "경험 축적"),
    "price floor": _t("price floor", "가격 하한"),
    "wages": _t("wages", "임금"),
    "fashion": _t("luck in buyers' choice", "구매자 선택의 운"),
    "incumbency": _t("installed base", "기존 점유"),
    "parent product": _t("makers of the parent product", "모제품 생산자"),
    "controls": _t("export controls", "수출 통제"),
    "tariffs": _t("tariffs", "관세"),
    "home": _t("home preference", "자국 선호"),
    "under way": _t("already under way", "이미 진행 중"),
    "empty shelves": _t("empty shelves", "공급 단절"),
}

LEVERS: dict[str, Text] = {
    "spend": _t("budget split", "예산 배분"),
    "layer_focus": _t("focus on layers", "층위 집중"),
    "bypass_focus": _t("focus of bypass research", "우회 연구 집중"),
    "sector_focus": _t("focus on sectors", "부문 집중"),
    "reshoring_focus": _t("focus of reshoring", "리쇼어링 집중"),
    "fund_focus": _t("focus of the fund", "기금 집중"),
    "fund_doubling": _t("larger fund", "기금 증액"),
    "control": _t("export controls", "수출 통제"),
    "tariff": _t("tariffs", "관세"),
    "securitise": _t("securitisation", "안보화"),
    "capital_controls": _t("capital controls", "자본 통제"),
    "screening": _t("investment screening", "투자 심사"),
    "sanction": _t("financial sanctions", "금융 제재"),
    "open": _t("openness", "개방"),
    "close": _t("closing the ecosystem", "생태계 폐쇄"),
    "subsidy": _t("price subsidy abroad", "해외 가격 보조"),
    "immigration": _t("immigration", "인재 유입"),
    "welcome": _t("market access for others", "타국 기업 시장 접근"),
    "loosen": _t("loosening the boundary", "경계 완화"),
    "licence": _t("licences", "기술 라이선스"),
    "detente": _t("offers of détente", "데탕트 제안"),
    "verification": _t("inspections", "사찰"),
    "found": _t("founding a bloc", "블록 창설"),
    "invite": _t("invitations", "초청"),
    "join": _t("joining a bloc", "블록 가입"),
    "press": _t("pressing an ally", "동맹 압박"),
    "outreach_focus": _t("focus of outreach", "대외 협력 집중"),
    "outreach_mix": _t("kind of outreach", "대외 협력 방식"),
    "payment": _t("payments", "지불"),
    "broker": _t("brokering", "중재"),
    "prudence": _t("leaning against the boom", "과열 억제"),
    "rescue": _t("rescue", "구제"),
    "swap": _t("swap lines", "통화 스와프"),
    "revalue": _t("exchange rate", "환율"),
}
TRAYS: dict[str, Text] = {
    "invest": _t("investment", "투자"),
    "control": _t("controls", "통제"),
    "open": _t("opening and closing", "개방과 폐쇄"),
    "deal": _t("deals", "협상"),
}

FIGURES: dict[str, Text] = {
    "gdp": _t("GDP", "GDP"),
    "gdp_share": _t("Share of world GDP", "세계 GDP 비중"),
    "world_gdp": _t("World GDP", "세계 GDP"),
    "manufacturing": _t("Share of manufacturing", "제조업 비중"),
    "science": _t("Basic science", "기초과학"),
    "frontier": _t("Frontier", "프런티어"),
    "layer_share": _t("Market share", "시장 점유율"),
    "quality": _t("Quality", "기술 수준"),
    "platform": _t("Platform", "플랫폼"),
    "maturity": _t("Platform maturity", "플랫폼 성숙도"),
    "physical_maturity": _t("Maturity in the physical world", "현실 세계 성숙도"),
    "robots": _t("Robots in factories", "공장 로봇"),
    "capability": _t("Technology for an ecosystem", "생태계 기술력"),
    "concentration": _t("Concentration", "집중도"),
    "revenue": _t("Derived revenue", "파생 수익"),
    "chip_access": _t("Access to the chain", "공급망 접근"),
    "embargo": _t("Embargo", "금수"),
    "securitised": _t("Securitisation", "안보화"),
    "openness": _t("Openness", "개방도"),
    "ecosystem_share": _t("Market on an ecosystem", "생태계별 시장 비중"),
    "ecosystem_reach": _t("Reach of an ecosystem", "생태계의 도달 범위"),
    "reach": _t("Reach", "도달 범위"),
    "alignment": _t("Alignment", "진영 성향"),
    "weight_abroad": _t("Weight abroad", "해외 비중"),
    "detente": _t("Détente", "데탕트"),
    "duty": _t("Duty to enforce", "이행 의무"),
    "membership": _t("Membership", "블록 가입 깊이"),
    "relations": _t("Relations", "양자 관계"),
    "trust": _t("Trust in the reserve currency", "기축통화 신뢰"),
    "fund": _t("State fund", "국가 기금"),
    "passed": _t("Turn of the second stage", "2단계 진입 턴"),
    "capital": _t("AI capital", "AI 자본"),
    "capital_share": _t("Share of AI capital", "AI 자본 비중"),
    "run": _t("Withdrawing investors", "이탈 투자자"),
    "crash": _t("Memory of a crash", "폭락의 여파"),
    "crashes": _t("Crashes", "폭락 횟수"),
    "unrest": _t("Unrest", "사회 불안"),
    "hawkishness": _t("Hawkishness", "강경 여론"),
    "political_capital": _t("Political capital", "정치적 자본"),
    "uncertainty": _t("Uncertainty", "불확실성"),
    "tension": _t("Tension", "긴장"),
    "shocks": _t("Technology shocks", "기술 충격"),
    "shock_size": _t("Size of the shock", "충격의 크기"),
    "events_seen": _t("Events", "사건 횟수"),
    "prosperity": _t("Prosperity", "번영"),
    "autonomy": _t("Autonomy", "자율"),
    "security": _t("Security", "안보"),
    "stability": _t("Stability", "안정"),
    "influence": _t("Influence", "영향력"),
}

LINES: dict[str, Text] = {
    "run": _t("a crash of its markets", "자국 시장 폭락"),
    "unrest": _t("unrest", "사회 불안"),
    "chokepoint": _t("losing a quarter of a chokepoint it holds", "보유한 병목의 4분의 1 상실"),
    "own": _t("its own red line", "자국 레드라인"),
}

OTHERS: dict[str, Text] = {
    "repeat": _t("the others repeat their orders", "다른 나라는 지금의 명령을 되풀이한다"),
    "doctrine": _t("the others follow their doctrines", "다른 나라는 각자의 교리를 따른다"),
    "best": _t(
        "each of the others plays its best doctrine against the draft",
        "다른 나라는 초안에 맞서 각자 가장 좋은 교리를 쓴다",
    ),
}

DOUBT = _t(
    "What this does not know: others' true technology, budgets and tempers, who is gifted, which constants hold in "
    "this world, and what people will say to each other. It draws all of these from what this seat may believe.",
    "이 조언이 모르는 것: 다른 나라의 실제 기술·예산·성향, 누가 재능을 타고났는지, 이 세계에서 어떤 상수가 맞는지, "
    "그리고 사람들이 서로 무슨 말을 할지. 이 모두를 이 자리가 믿을 만한 범위에서 무작위로 뽑았다.",
)

LABELS: dict[str, Text] = {
    "what": _t("what", "무엇"),
    "who": _t("who", "누가"),
    "lever": _t("lever", "정책 수단"),
    "mechanism": _t("mechanism", "작동 원리"),
    "own": _t("own", "자국"),
    "others": _t("rivals", "경쟁국"),
    "sum": _t("sum", "합계"),
    "luck": _t("luck", "운"),
    "points": _t("pts", "%p"),
    "chance": _t("chance", "확률"),
    "course": _t("present course", "현재 노선"),
    "draft": _t("draft", "초안"),
    "difference": _t("difference", "차이"),
    "turn": _t("turn", "턴"),
    "played": _t("as played", "실제"),
    "changed": _t("what if", "만약에"),
    "goal": _t("goal", "목표"),
    "better": _t("better in", "나아질 비율"),
    "reasons": _t("largest reasons", "가장 큰 이유"),
    "lines": _t("chance of a red line", "레드라인 확률"),
    "standing": _t("against the standing orders of the world", "세계의 기본 태세 대비"),
    "frozen": _t("against the orders of the turn before, kept", "직전 턴의 명령 유지 대비"),
}


def of(text: Text, lang: str) -> str:
    """Return a text in a language."""
    return text.ko if lang == "ko" else text.en


def label(f: Figure, setting: Setting, lang: str = "en") -> str:
    """Name a figure: ``Market share (HBM, Korea)``."""
    said = FIGURES.get(f.name)
    name = of(said, lang) if said else f.name.replace("_", " ")
    inside = ", ".join(entity(setting, i, lang) for i in f.ids)
    return f"{name} ({inside})" if inside else name


def entity(setting: Setting, name: str, lang: str = "en") -> str:
    """Name a state, region, layer, sector, ecosystem, camp or event as its world does."""
    world = setting.world
    for table in (
        world.states,
        world.regions,
        world.layers,
        world.sectors,
        world.ecosystems,
        world.camps,
        world.events,
    ):
        if name in table:
            return of(table[name].name, lang)
    return name.replace("_", " ")


def cause(name: str, lang: str = "en") -> str:
    """Name a mechanism, a term of the share rule (``quality: bypass (others)``) or a lever."""
    if name in RULES:
        return of(RULES[name], lang)
    if name.endswith(")"):
        term, whose = name[:-1].rsplit(" (", 1)
        return f"{cause(term, lang)}, {of(LABELS[whose], lang)}"
    if name.startswith("quality: "):
        return cause(name.removeprefix("quality: "), lang)
    if name in TERMS:
        return of(TERMS[name], lang)
    return name.replace("_", " ")


def lever(name: str, lang: str = "en") -> str:
    """Name a lever, or a tray of levers that is taken together."""
    if name.startswith(TRAY):
        return of(TRAYS[name.removeprefix(TRAY)], lang)
    return of(LEVERS[name], lang)


_IN_POINTS = (
    "share",
    "0..1",
    "0..1 of this wave's ceiling",
    "0..1 of best practice",
    "share of supply",
    "of GDP a year",
    "1",
)


def size(value: float, unit: str, lang: str = "en") -> str:
    """Write a change with its sign: points for shares and indices, else the number and its unit."""
    if unit in _IN_POINTS:
        return f"{signed(100 * value, 1)}{' ' if lang == 'en' else ''}{of(LABELS['points'], lang)}"
    digits = 3 if abs(value) < 1 else 2
    short = {"T$ (2024)": " T$", "T$": " T$", "T$/yr": " T$/yr"}.get(unit, "")
    return f"{signed(value, digits)}{short}"


def signed(value: float, digits: int) -> str:
    """Write a number with a sign in front, ``0.0`` without."""
    rounded = round(value, digits)
    if rounded == 0:
        return f"{0:.{digits}f}"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):.{digits}f}"


def sentence(
    f: Figure,
    change: float,
    causes: Iterable[tuple[str, float]],
    setting: Setting,
    lang: str = "en",
    name: Callable[[str, str], str] = cause,
) -> str:
    """Write an account in one line: ``Market share (HBM, Korea) −4.1 pts: research −3.0, entry −1.6``."""
    scale, digits = (100.0, 1) if f.unit in _IN_POINTS else (1.0, 3 if abs(change) < 1 else 2)
    parts = ", ".join(f"{name(c, lang)} {signed(scale * v, digits)}" for c, v in causes)
    head = f"{label(f, setting, lang)} {size(change, f.unit, lang)}"
    return f"{head}: {parts}" if parts else head


def quantile_words(values: Array, unit: str = "1", *, change: bool = True) -> str:
    """Write a fan's end: the median and its 5 to 95 % band, with signs if it is a change."""
    scale = 100.0 if unit in _IN_POINTS else 1.0
    low, middle, high = (
        signed(scale * float(values[i]), 1) if change else f"{scale * float(values[i]):.1f}" for i in (0, 2, 4)
    )
    return f"{middle} [{low}, {high}]"


def chance(share: float) -> str:
    """Write a chance in percent: nothing is impossible because no game showed it."""
    return "< 1%" if share < 0.01 else "> 99%" if share > 0.99 else f"{share:.0%}"
