# 한국어 문구. 모든 문구는 en.ftl에도 있습니다.

# ---------------------------------------------------------------- 세계 파일에 없는 이름
name-rest = 기타
name-haven = 안전자산
name-unaligned = 중립

# ---------------------------------------------------------------- 게임의 사건 (story.py)
story-lead-frontier = { PARTICLE($new, "이/가") } 최전선에서 { PARTICLE($old, "을/를") } 앞지름
story-lead-platforms = { PARTICLE($new, "이/가") } 플랫폼에서 { PARTICLE($old, "을/를") } 앞지름
story-lead-revenue = { PARTICLE($new, "이/가") } 파생 매출에서 { PARTICLE($old, "을/를") } 앞지름
story-layer-lead = { PARTICLE($old, "이/가") } { $layer } 선두를 { $new }에 내줌
story-layer-below-75 = { $who }의 { $layer } 점유율이 4분의 3 아래로 떨어짐
story-layer-below-50 = { $who }의 { $layer } 점유율이 절반 아래로 떨어짐
story-layer-below-25 = { $who }의 { $layer } 점유율이 4분의 1 아래로 떨어짐
story-stack = { PARTICLE($market, "이/가") } { $old } 기술에서 { $new } 기술로 옮겨 감
story-side = { PARTICLE($market, "이/가") } { $new } 쪽으로 돌아섬
story-side-none = { PARTICLE($market, "이/가") } { PARTICLE($old, "을/를") } 떠나 중립에 섬
story-detente-signed = { PARTICLE($one, "과/와") } { $other } 사이의 데탕트
story-detente-broken = { PARTICLE($one, "과/와") } { $other } 사이의 데탕트가 깨짐
story-bloc-strict = { $bloc }: 회원국의 집행 의무가 무거워짐
story-bloc-loose = { $bloc }: 집행 의무가 흐지부지됨
story-bloc-joined = { $who } 가입: { $bloc }
story-bloc-left = { $who } 탈퇴: { $bloc }
story-embargo = { PARTICLE($one, "이/가") } { $other }에 한 층을 사실상 봉쇄함
story-embargo-lifted = { PARTICLE($one, "이/가") } { $other }에 대한 가장 센 통제를 풂
story-crash = { $who }의 AI 주가 폭락
story-correction = AI 호황의 조정: { $before }에서 { PARTICLE($after, "으로/로") } 줄어듦
story-trust = 기축통화 신뢰도가 { $after }까지 떨어짐
story-fund = { PARTICLE($who, "이/가") } 국가 기금을 더 크게 다시 조성함
story-unrest = { $who }의 사회 불안이 50을 넘음
story-calm = { $who }의 사회 불안이 가라앉음
story-passed = { PARTICLE($who, "이/가") } 물리 세계의 2단계에 도달함
story-redline = { PARTICLE($who, "이/가") } 레드라인을 넘음: { $line }
story-shock = 충격: 어렵던 일이 하루아침에 싸짐
story-shock-leader = 충격: { PARTICLE($who, "이/가") } 더 앞서 감
story-shock-platform = { $sector } 분야의 충격: { PARTICLE($who, "이/가") } 어렵던 일을 값싸게 해냄
story-shock-frontier = 충격: { $leader }만 하던 일을 { PARTICLE($who, "이/가") } 값싸게 해냄
story-wave = ‘{ $wave }’ 시작, 경쟁이 다시 열림
story-tension-high = 군사적 긴장이 { $after }까지 오름
story-tension-low = 군사적 긴장이 { $after }까지 누그러짐

cause-rule = { $rule } { $change }
cause-gain = { $who } { $change }
cause-quality = { $who }의 품질 { $before }→{ $after }
cause-maturity = { $who }의 플랫폼 { $before }→{ $after }
cause-runs-on = 그 기술 위의 세계 비중 { $before }→{ $after }
cause-loyalty = { $who } 충성도 { $before }→{ $after }
cause-bypasses = { $who }의 우회로 { $after }개

# ---------------------------------------------------------------- 원인으로서의 규칙
rule-budget = 예산
rule-detente = 외교
rule-blocs = 진영 정치
rule-coercion = 후원국의 압박
rule-denial = 차단
rule-securitisation = 안보화
rule-boundary = 정치적 경계
rule-waves = 새 물결
rule-science = 기초과학
rule-compute = 연산 자원
rule-frontier = 최전선 연구
rule-fund = 국가 기금
rule-quality = 층의 노하우
rule-bypass = 우회
rule-layers = 새 설비의 구매자
rule-geography = 공장의 이동
rule-platforms = 플랫폼 구축
rule-revenue = 플랫폼 매출
rule-growth = 성장
rule-ecosystems = 사용자의 선택
rule-alignment = 구애 외교
rule-currency = 통화의 쓰임
rule-valuation = 시장의 평가
rule-flight = 자본 이탈
rule-unrest = 일자리와 불안
rule-politics = 국내 정치
rule-tension = 국제 정세
rule-shocks = 충격
rule-agi = 범용 AI
rule-events = 사건

# ---------------------------------------------------------------- 설명: 원리, 정책 수단, 지표
explain-other = 그 밖
explain-term-inputs = 투입재 접근
explain-term-entry = 신규 진입
explain-term-overcapacity = 국가 지원 설비
explain-term-reshoring = 리쇼어링
explain-term-experience = 경험 축적
explain-term-price-floor = 가격 하한
explain-term-wages = 임금
explain-term-fashion = 구매자 선택의 운
explain-term-incumbency = 기존 점유
explain-term-parent-product = 모제품 생산자
explain-term-controls = 수출 통제
explain-term-tariffs = 관세
explain-term-home = 자국 선호
explain-term-under-way = 이미 진행 중
explain-term-empty-shelves = 공급 단절
explain-lever-spend = 예산 배분
explain-lever-layer_focus = 층위 집중
explain-lever-bypass_focus = 우회 연구 집중
explain-lever-sector_focus = 부문 집중
explain-lever-reshoring_focus = 리쇼어링 집중
explain-lever-fund_focus = 기금 집중
explain-lever-fund_doubling = 기금 증액
explain-lever-control = 수출 통제
explain-lever-tariff = 관세
explain-lever-securitise = 안보화
explain-lever-capital_controls = 자본 통제
explain-lever-screening = 투자 심사
explain-lever-sanction = 금융 제재
explain-lever-open = 개방
explain-lever-close = 생태계 폐쇄
explain-lever-subsidy = 해외 가격 보조
explain-lever-immigration = 인재 유입
explain-lever-welcome = 타국 기업 시장 접근
explain-lever-loosen = 경계 완화
explain-lever-licence = 기술 라이선스
explain-lever-detente = 데탕트 제안
explain-lever-verification = 사찰
explain-lever-found = 블록 창설
explain-lever-invite = 초청
explain-lever-join = 블록 가입
explain-lever-press = 동맹 압박
explain-lever-outreach_focus = 대외 협력 집중
explain-lever-outreach_mix = 대외 협력 방식
explain-lever-payment = 지불
explain-lever-broker = 중재
explain-lever-prudence = 과열 억제
explain-lever-rescue = 구제
explain-lever-swap = 통화 스와프
explain-lever-revalue = 환율
explain-tray-invest = 투자
explain-tray-control = 통제
explain-tray-open = 개방과 폐쇄
explain-tray-deal = 협상
explain-figure-gdp = GDP
explain-figure-gdp_share = 세계 GDP 비중
explain-figure-world_gdp = 세계 GDP
explain-figure-manufacturing = 제조업 비중
explain-figure-science = 기초과학
explain-figure-frontier = 프런티어
explain-figure-layer_share = 시장 점유율
explain-figure-quality = 기술 수준
explain-figure-platform = 플랫폼
explain-figure-maturity = 플랫폼 성숙도
explain-figure-physical_maturity = 현실 세계 성숙도
explain-figure-robots = 공장 로봇
explain-figure-capability = 생태계 기술력
explain-figure-concentration = 집중도
explain-figure-revenue = 파생 수익
explain-figure-chip_access = 공급망 접근
explain-figure-compute = AI 연산
explain-figure-embargo = 금수
explain-figure-securitised = 안보화
explain-figure-openness = 개방도
explain-figure-ecosystem_share = 생태계별 시장 비중
explain-figure-ecosystem_reach = 생태계의 도달 범위
explain-figure-reach = 도달 범위
explain-figure-alignment = 진영 성향
explain-figure-weight_abroad = 해외 비중
explain-figure-detente = 데탕트
explain-figure-duty = 이행 의무
explain-figure-membership = 블록 가입 깊이
explain-figure-relations = 양자 관계
explain-figure-trust = 기축통화 신뢰
explain-figure-fund = 국가 기금
explain-figure-passed = 2단계 진입 턴
explain-figure-capital = AI 자본
explain-figure-capital_share = AI 자본 비중
explain-figure-run = 이탈 투자자
explain-figure-crash = 폭락의 여파
explain-figure-crashes = 폭락 횟수
explain-figure-unrest = 사회 불안
explain-figure-hawkishness = 강경 여론
explain-figure-political_capital = 정치적 자본
explain-figure-uncertainty = 불확실성
explain-figure-tension = 긴장
explain-figure-shocks = 기술 충격
explain-figure-shock_size = 충격의 크기
explain-figure-events_seen = 사건 횟수
explain-figure-prosperity = 번영
explain-figure-autonomy = 자율
explain-figure-security = 안보
explain-figure-stability = 안정
explain-figure-influence = 영향력
explain-line-run = 자국 시장 폭락
explain-line-unrest = 사회 불안
explain-line-chokepoint = 보유한 병목의 4분의 1 상실
explain-line-own = 자국 레드라인
explain-if-repeat = 다른 나라는 지금의 명령을 되풀이한다
explain-if-doctrine = 다른 나라는 각자의 교리를 따른다
explain-if-best = 다른 나라는 초안에 맞서 각자 가장 좋은 교리를 쓴다
explain-own = 자국
explain-others = 경쟁국
explain-sum = 합계
explain-course = 현재 노선
explain-draft = 초안
explain-difference = 차이
explain-played = 실제
explain-changed = 만약에
explain-goal = 목표
explain-better = 나아질 비율
explain-reasons = 가장 큰 이유
explain-lines = 레드라인 확률
explain-standing = 세계의 기본 태세 대비
explain-frozen = 직전 턴의 명령 유지 대비
explain-doubt = 이 조언이 모르는 것: 다른 나라의 실제 기술·예산·성향, 누가 재능을 타고났는지, 이 세계에서 어떤 상수가 맞는지, 그리고 사람들이 서로 무슨 말을 할지. 이 모두를 이 자리가 믿을 만한 범위에서 무작위로 뽑았다.
explain-heading = { $world }, { $first }턴부터 { $last }턴까지
explain-compared = 시장 점유율: { $turn }턴의 구매자 선택에서 달라진 것
explain-heading-against = { $world }, { $first }턴부터 { $last }턴까지, { $baseline }
explain-luck = 운 { $share } (같은 명령, 다른 운 { $draws }번의 평균 대비; 표준편차 { $sd }; 그중 { $below }가 더 낮음)
explain-whatif = { $world }, { $at }턴부터 다른 명령, { $end }턴의 결과; 같은 운, { $others }
explain-repeat = 다른 나라는 명령을 되풀이한다
explain-react = 다른 나라는 반응한다
explain-same = 달라지는 것이 없다
explain-band = [5 %, 95 %]: 다른 운 { $draws }번에서의 차이
explain-ahead = { $who }, { $turn }턴에서 { $turns }턴 앞까지; { $others }; 게임 { $draws }개를 두 가지로 진행

# ---------------------------------------------------------------- techrace run (cli/)
run-title = { $many ->
    [yes] { $world }, { $end }까지 { $turns }턴, 세계 { $worlds }개, 시드 { $seed }
   *[no] { $world }, { $end }까지 { $turns }턴, 시드 { $seed }
    }
seconds = { $time }초
policies-all = 모두 { $policy } 정책으로 둡니다.
policies = 정책: { $list }
changed = 바꾼 것: { $list }
progress-turn = { $whole }턴 중 { $done }턴  { $share }  약 { $left }초 남음
progress-world = 세계 { $whole }개 중 { $done }개  { $share }  약 { $left }초 남음

seat = 자리
score = 점수
since-default = 변화
stage-frontier = 최전선
stage-platforms = 플랫폼
stage-revenue = 파생 매출
red-line = 레드라인
red-line-none = 지킴
red-line-at = { $turn }턴
red-line-from = { $turn }턴~
red-line-span = { $first }~{ $last }턴
seats-legend = 점수: 50은 기본 정책으로 둘 때의 수준이며, 레드라인을 넘으면 최대 12점을 뺌. 변화: 같은 운에서 기본 정책과의 차이. 단계: 순위, 수준(0~100, 매출은 연 조 달러), 경로. 레드라인: 넘어선 턴.
chokepoint = 병목
held-by = 보유
held-before = (처음 { $who })
since = 변화
since-start = { $year }년 이후
stacks-title = 누구의 기술 위에서 일하는가, 세계 GDP 비중
leaders-title = 단계별 선두
at-turn = { $turn }턴
capital-title = AI 자본: { $before }에서 { PARTICLE($after, "으로/로") }
crashes = 폭락 { $count }회({ $turns }턴).
no-crash = 폭락 없음.
pacts-title = 진영과 데탕트, 깊이 0~100
bloc = { $bloc }: 의무 { $before } → { $after }
bloc-never = { $bloc }: 결성되지 않음
detente = 데탕트 { $pair }: 최고 { $deepest }({ $turn }턴), 끝 { $end }
detente-never = 데탕트 { $pair }: 없음
weather = 군사적 긴장 { $tension }; 통화 신뢰 { $trust }; 충격 { $shocks }회
turning-title = 전환점
turn-n = { $turn }턴
run-keep = 남기려면 --out runs/mine, 다른 운은 --seed 1, 다른 정책은 techrace list policies.
run-saved = { $folder }에 저장함.  다시: techrace replay { $folder }
run-explain = 원인: techrace explain { $folder }

odds-drawn = 운이 서로 다르고 상수도 선언된 범위에서 따로 뽑은 세계 { $worlds }개. 비율은 이 그럴듯한 세계들 가운데의 비율이며, 실제 미래의 확률이 아닙니다.
odds-luck = 상수는 같고 운만 서로 다른 세계 { $worlds }개. 비율은 이 세계들 가운데의 비율이며, 실제 미래의 확률이 아닙니다.
odds-calibrated = 운이 서로 다르고 상수도 지난 경쟁의 역사에 맞는 값에서 따로 뽑은 세계 { $worlds }개. 비율은 이 그럴듯한 세계들 가운데의 비율이며, 실제 미래의 확률이 아닙니다.
odds-legend = 끝 시점의 중앙값과, 열에 아홉 세계가 드는 범위. 점수: 50은 기본 정책으로 둘 때의 수준이며, 레드라인을 넘으면 최대 12점을 뺌. 매출은 연 조 달러.
chance-of = 세계의 비율
leads-frontier = 최전선 선두
leads-platforms = 플랫폼
leads-revenue = 파생 매출
chance-crash = 폭락
at-start = 처음
at-end = 끝
still-first = 여전히 1위
largest-in = 최대인 비율 { $share }
odds-world = 세계
odds-capital = AI 자본
odds-money = { $band }조 달러
odds-trust = 기축통화 신뢰도
odds-tension = 군사적 긴장
odds-shocks = 충격
odds-chance-crash = 폭락이 있는 세계
odds-chance-detente = 경쟁국 사이 데탕트가 있는 세계
odds-chance-tension = 긴장이 70을 넘는 세계
odds-chance-trust = 신뢰도가 60 아래로 끝나는 세계

# ---------------------------------------------------------------- replay, validate, list, new (cli/)
replay-same = 비트 하나까지 같습니다: { $many ->
    [yes] 세계 { $worlds }개, { $turns }턴
   *[no] { $turns }턴
    }, 지문 { $print }.
replay-parted = 같지 않습니다. { $turn }턴에서 갈립니다.
replay-figure = 처음으로 다른 수치는 { $turn }턴의 { $figure }(세계 { $world }): 저장 { $saved }, 지금 { $played }, { $by }.
replay-hidden = 주요 수치는 모두 같습니다.
valid = { $file }: 올바른 { $kind }
kind-world = 세계
kind-policy = 정책
kind-design = 실험 설계
problems = 문제 { $count }개.
world-facts = 나라 { $states }, 지역 { $regions }, { $turns }턴
any-seat = 어느 나라나
tray-invest = 투자
tray-control = 통제
tray-open = 개방
tray-deal = 거래
lever-range = { $low }~{ $high }
lever-by = { $axes }별
lever-who = { $who }만
lever-cost = 예산의 { $share }
lever-delay = { $turns }턴 뒤에 나타남
rule-parameters = 매개변수 { $count }개
not-drawn = 뽑지 않음
source = 출처: { $source }
new-world = { $path } 작성. 검사: techrace validate { $path }. 실행: techrace run { $path }
new-policy = { $path } 작성. 검사: techrace validate { $path }. 실행: techrace run --policy STATE={ $path }
new-design = { $path } 파일을 썼습니다. 검사: techrace validate { $path }. 시험: techrace sweep { $path } --dry-run

# ---------------------------------------------------------------- sessions (session/, cli/sessions.py)
sessions-none = { $folder }에는 아직 세션이 없습니다.
sessions-turn = { $turns }턴 중 { $turn }턴
sessions-ended = { $turns }턴 중 { $turn }턴 뒤 종료
sessions-facts = 기록 { $events }건, 모든 갈래에서 진행한 턴 { $turns }개, { $size } KB.
sessions-exported = { $file } 작성: 기록 { $events }건. 모든 비밀이 들어 있습니다.
sessions-imported = { $name } 세션을 가져왔습니다.
sessions-sure = { $name } 세션을 완전히 지울까요?
sessions-deleted = { $name } 세션을 지웠습니다.
sessions-repair = 온전한 부분은 되살릴 수 있습니다: techrace sessions repair { $name }
sessions-whole = { $name }: 기록이 온전해 고칠 것이 없습니다.
sessions-repaired = { $name }: 사건 { $kept }개까지 온전하게 되살렸습니다. { $lost ->
    [0] 확인된 것 가운데 없어진 것은 알려진 바 없습니다.
   *[other] 확인된 사건 가운데 마지막 { $lost }개는 잃었습니다.
    } 손상된 파일은 여기에 남겨 두었습니다: { $file }
sessions-sound = { $name }: 기록이 온전합니다. { $turns ->
    [0] 아직 진행한 턴이 없습니다.
   *[other] { $turns }턴을 다시 계산한 결과가 비트 하나까지 같습니다.
    }
sessions-differs = { $turn }턴의 결과가 techrace { $program }에서 진행했을 때와 다릅니다.
sessions-gap = 가장 크게 다른 수치는 { $figure }, 차이는 { $gap }입니다.
session-not-allowed = 이 역할로는 할 수 없습니다.
session-not-head = 팀의 명령은 수석대표만 확정합니다.
session-not-yours = { $seat }만 할 수 있는 일입니다.
session-unknown = { PARTICLE($what, "이/가") } 없습니다.
session-taken = { PARTICLE($what, "은/는") } 이미 쓰고 있습니다.
session-phase = “{ $phase }” 단계에서는 할 수 없습니다.
session-over = 게임이 끝났습니다.
session-last-turn = 남은 턴이 없습니다.
session-nothing = 할 것이 없습니다.
session-seat-closed = 진행자가 { $seat } 자리를 닫아 두었습니다.
session-doctrine = 지금은 독트린이 { PARTICLE($seat, "을/를") } 맡고 있습니다. 먼저 자리를 넘겨받으십시오.
session-stale = 팀원이 더 새로운 초안({ $revision })을 저장했습니다. 먼저 확인하십시오.
session-orders = 내릴 수 없는 명령이 { $count }개 있습니다.
session-depth = 이 자리는 카드로만 진행합니다.
session-too-many = 카드 { $count }장은 너무 많습니다. 한 턴에 { $most }장까지 낼 수 있습니다.
session-budget = 이 카드들은 예산 { $points }포인트를 씁니다. { $most }포인트까지 쓸 수 있습니다.
session-capital = 정치적 자본 { $price }이 필요합니다. 지금 { $capital } 있습니다.
session-conflict = { PARTICLE($one, "과/와") } { PARTICLE($other, "은/는") } 서로 어긋납니다.
session-in-force = { PARTICLE($what, "은/는") } 이미 시행 중입니다.
session-bound = { PARTICLE($card, "은/는") } 도중에 그만둘 수 없습니다.
session-terms = 협정에는 자신을 포함해 둘 이상의 당사자와 각자의 조건이 필요합니다.
session-signed = 이미 정해진 일입니다.
session-question = { PARTICLE($question, "은/는") } 이번 턴의 질문이 아닙니다.
session-answer = 질문이 요구하는 형식의 답이 아닙니다.
session-effect = 판정으로 바꿀 수 없는 것입니다.
session-settings = 이 설정({ $what })으로는 세션을 진행할 수 없습니다.

# ---------------------------------------------------------------- orders that are refused (feasibility.py); ids may be names
refusal-who = { $who ->
    [issuer] 기축통화 발행국
    [leader] 진영을 이끄는 나라
    [non-leader] 진영을 이끌지 않는 나라
    [owner] 생태계 보유국
    [patron] 다른 나라의 안보를 떠받치는 나라
    [rival] 경쟁국이 있는 나라
    [fund] 국가 주도 기금을 둘 수 있는 나라
   *[other] 다른 나라
    }
refusal-unknown = ‘{ $lever }’ 수단은 없습니다.{ $near ->
    [none] {""}
   *[other] {" "}혹시 { PARTICLE($near, "을/를") } 뜻하셨나요?
    }
refusal-shape = 꼴이 { $shape }입니다. { $form } 꼴이어야 합니다.
refusal-range = { PARTICLE($value, "은/는") } 범위를 벗어납니다. { $low } 이상 { $high } 이하여야 합니다.
refusal-split = { $kind ->
    [depths] 가입 심도의 합이 { PARTICLE($sum, "으로/로") } 1을 넘습니다.
   *[split] 몫의 합이 { $sum }입니다. 1이어야 합니다.
    }
refusal-entitled = { $kind ->
    [line] { $me }에는 이 예산 항목이 없습니다. { refusal-who }에만 있습니다.
   *[lever] { PARTICLE($me, "은/는") } 이 수단을 쓸 수 없습니다. { refusal-who }만 쓸 수 있습니다.
    }
refusal-idle = { $me }에는 그런 것이 없습니다.
refusal-itself = { PARTICLE($me, "은/는") } 자신에게 이 수단을 쓸 수 없습니다.
refusal-held = { $me }의 { $layer } 점유율은 { $held }입니다. { $least } 이상이어야 합니다.
refusal-dependent = { PARTICLE($other, "은/는") } 안보의 { $leans }를 { $me }에 기댑니다. { $least }에 못 미치면 압력을 따를 까닭이 없습니다.
refusal-budget = 예산 항목이 예산의 { PARTICLE($lines, "을/를") }{ $levers ->
    [none] {""}
   *[other] , 돈이 드는 수단이 { PARTICLE($levers, "을/를") }
    } 차지해 합이 100%를 넘습니다.
refusal-notation = 명령을 읽을 수 없습니다. { $text }
refusal-size = { $most }자를 넘거나 단순한 자료가 아닙니다.
refusal-instead-range = { PARTICLE($near, "으로/로") } 쓰십시오
refusal-instead-split = { $kind ->
    [depths] 심도를 모두 { $by }만큼 낮추거나 진영 하나에서 나오십시오
   *[split] { $way ->
        [raise] 몫을 모두 { $by }만큼 높이십시오
       *[lower] 몫을 모두 { $by }만큼 낮추십시오
        }
    }
refusal-instead-entitled = 그대로 두십시오
refusal-instead-itself = 다른 나라를 고르십시오
refusal-instead-held = 자국 기업이 점유한 층을 고르십시오. 예: { $best }
refusal-instead-dependent = 안보를 지켜 주는 나라를 고르십시오. 예: { $best }
refusal-instead-budget = 항목이나 수단을 모두 예산의 { $over }만큼 낮추십시오

# ---------------------------------------------------------------- what would mend a refused plan
remedy-too-many = 카드 { $over }장을 거두십시오.
remedy-budget = { $give ->
    [none] { $over }포인트만큼 카드를 거두십시오.
   *[other] { PARTICLE($give, "을/를") } 거두십시오. { $over }포인트면 충분합니다.
    }
remedy-capital = { $give ->
    [none] 정치적 자본 { $over }만큼 카드를 거두거나 그대로 두십시오.
   *[other] { PARTICLE($give, "을/를") } 거두십시오. { $over }이면 충분합니다.
    }
remedy-conflict = 둘 가운데 하나를 거두십시오.
remedy-in-force = 거두십시오. 이미 이어지고 있습니다.
remedy-bound = 그대로 두십시오. 때가 되면 끝납니다.
remedy-depth = 다이얼을 거두고 카드를 내십시오.

# ---------------------------------------------------------------- sweeps
sweep-progress = { $runs }회 중 { $done }회  초당 { $rate }회  { $left } 남음{ $failures ->
    [0] {""}
   *[other] {"  "}실패 { $failures }회
    }
sweep-seconds = 약 { $n }초
sweep-minutes = 약 { $n }분
sweep-estimate = { $runs }회, { $time }, { $size } MB.
sweep-stopping = 진행 중인 묶음을 마칩니다. Ctrl-C를 한 번 더 누르면 바로 멈춥니다.
sweep-stopped = { $runs }회 중 { $done }회에서 멈췄습니다. 이미 한 일은 사라지지 않습니다.
sweep-resume = 이어서 하려면: { $command }
sweep-done = 지점마다 { $n }번씩 모두 { $runs }회, 폴더: { $folder }
sweep-failures = { $count }회가 실패했습니다. { $folder }의 해당 행에 까닭과 다시 돌리는 명령이 있습니다.
sweep-shard-done = { $whole }개 조각 중 { $part }번째, { $runs }회, 폴더: { $folder }
sweep-shard-next = 조각이 모두 끝나면 합치세요: techrace merge 폴더 폴더 … --out 새폴더
sweep-next = 결과를 보려면: { $command }
merge-done = { $runs }회를 모았습니다. 폴더: { $folder }
merge-missing = { $count }회가 없습니다. 어느 조각에도 들어 있지 않습니다. 새 폴더에서 techrace sweep … --resume이 채웁니다.
analyse-page = 보고서: { $path }

# ---------------------------------------------------------------- techrace play (terminal/)
play-head = { $who }   { $turns }턴 중 { $turn }턴, { $when }
play-title-brief = 보고
play-title-cards = 카드
play-title-orders = 명령
play-title-deals = 협상
play-title-board = 상황판
play-title-others = 상대
play-title-secrets = 비밀
play-no-secrets = 남이 모르는 것을 들은 바가 없습니다.
play-others-early = 아직 드러난 것이 없습니다. 첫 턴 뒤에 다시 물으세요.
play-others-note = 모두가 볼 수 있는 명령, 퍼센트. 예산을 어떻게 나누는지는 각자의 비밀이다.
play-title-map = 지도
play-goals = 우리의 목표
play-weight = 비중
play-level = 수준
play-change = 변화
play-red-line = 레드라인:
play-before = 이전
play-now = 지금
play-cards-cost = 카드 { $most }장 중 { $chosen }장 선택: { $limit }점 중 { $points }점(시행 중 { $all }점 중 { $held }점), 정치적 자본 { $capital } 중 { $price }
play-card-cost = { $points ->
    [0] 무료
   *[other] { $points }점
    }{ $capital ->
    [0] {""}
   *[other] , 자본 { $capital }
    }
play-card-until = ({ $turn }턴까지 시행)
play-card-chosen = < 선택
play-card-given-up = < 포기
play-hint-hand = 입력: 1(1번 카드 선택, 다시 치면 취소) · help 1 · drop 1 · forecast(예측) · advice(조언) · deals(협상) · brief · undo · submit(제출) · help(도움말) · quit(끝)
play-card-time = 비용: { $cost }. { $delay }턴 뒤 나타나고 { $lasts }턴 이어진다.
play-but = 다만:
play-precedent = 역사에서:
play-capital = 정치적 자본 { $capital }/100
play-lever = 수단
play-in-force = 현재
play-draft = 초안
play-shows = 효과까지
play-what = 내용
play-budget = 예산: { $share } 배정, { $left } 남음(빚을 갚는다). 숫자는 모두 퍼센트.
play-turns = { $turns }턴
play-delay = { $turns }턴 뒤 나타난다.
play-write = 쓰는 법:
play-seat = 나라
play-stacks = 누구의 기술 위에서 일하는가, 세계 GDP 비중
play-estimates = 0에서 100. 매출은 연간 10억 달러. 남이 감추는 것은 추정치다.
play-forms = 제안할 수 있는 양식: propose 양식, 또는 propose 양식 상대. 탈퇴의 대가는 help 양식
play-forms-none = 이 자리에 맞는 양식이 없습니다.
play-pact-holds = 발효 중
play-pact-open = 서명을 기다림
play-pact-declined = 거절됨
play-pact-left = 끝남
play-pact-notice = 탈퇴 통보됨, 통보 기간에는 효력 유지
play-leaving = 탈퇴하면: { $turns ->
    [0] 사전 통보 없음
   *[other] { $turns }턴 전 통보(그동안 조건이 그대로 묶임)
  }, 곧바로 { $effects }.
play-leave-now = 정말 떠나려면 이렇게 치세요: withdraw { $pact } now
play-nothing = 아무 일도 없음
play-pact-no = 서명하지 않음: { $who }. 기본 노선은 어차피 할 명령에만 서명한다.
play-pact-mine = 우리가 지킬 것(퍼센트): { $terms }
play-answer-binary = 확률을 퍼센트로 답하세요: forecast { $n } 70
play-answer-number = 낮게, 가운데, 높게 답하세요: forecast { $n } 20 30 40
play-of-what = 무엇에 대한 것인지 쓰세요. 예: { $word } { $first }. 쓸 수 있는 것: { $allowed }
play-of-nothing = 지금은 { $word }에 쓸 것이 없습니다.
play-source-more = 그 밖에:
play-map-narrow = 지도를 그리려면 { $cells }칸이 필요합니다.
play-none-seen = 없음
play-pledge = 약속할 말을 쓰세요: pledge 어느 진영에도 들지 않겠습니다.
pledges-and-after = 공약과, 그 뒤 당사자가 달리 내린 명령
pledges-after = 그 뒤 달리 내린 명령
afterwards-change = { $turn }턴부터 { $what } { $path }
afterwards-nothing = 달리 내린 명령이 없음
play-no-pacts = 협정이 없었습니다.
play-no-questions = 이번 턴에는 묻는 것이 없습니다.
play-no-question = 이번 턴의 질문은 { $count }개입니다. forecast를 치면 보입니다.
play-hint-cards = 입력: cards(카드) · 1(1번 카드 선택) · help 1 · forecast(예측) · advice(조언) · deals(협상) · board(상황판) · map(지도) · others(상대) · secrets(비밀) · why security · source { $layer } · undo · submit(제출) · help(도움말) · quit(끝)
play-hint-full = 입력: orders · focus · control · open · deal · social 5 · help tariff · forecast · advice · deals · board(상황판) · map(지도) · others · secrets · why security · source { $layer } · undo · submit(제출) · help(도움말) · quit(끝)
play-hint-deals = 입력: propose 양식 · sign 협정 · decline 협정 · withdraw 협정 · pledge 공약 · brief · submit · help · quit
play-hint-over = 입력: whatif { $whose }{ $turn } standing({ $turn }턴부터 새 명령이 없었다면) · whatif { $whose }{ $turn } immigration 80 · why security(게임 전체에서) · board(상황판) · map(지도) · others(상대) · deals(협상) · secrets(비밀) · source { $layer } · quit(끝)
play-help-cards = brief           무슨 일이 있었나, 우리의 목표
    cards           손에 든 카드. 1은 1번 선택, 다시 1은 취소
    drop 1          시행 중인 1번 카드를 포기함
    help 1          1번 카드의 모든 것
    forecast        질문. forecast 1 70은 첫 질문에 70%로 답함
    advice          이 선택이 어디로 이어질 수 있나
    deals           협정. propose(제안), sign(서명), decline, withdraw. pledge(공약)
    board, map      경쟁 상황. 누가 누구의 기술을 쓰는가
    others          다른 나라가 내린 명령 중 드러난 것
    secrets         우리만 아는 것
    why security    지난 턴에 지표를 움직인 것
    source 이름     숫자의 출처, 확실한 정도, 다른 의견
    undo, back      마지막 선택을 되돌림. 지난 턴 전체를 되돌림
    submit          턴을 끝냄
    save, quit      치는 대로 저장됨. techrace play --resume으로 이어 함
play-help-full = brief           무슨 일이 있었나, 우리의 목표
    orders          수단: invest(투자), focus(초점), control(통제), open(개방), deal(협상)
    social 5        예산 항목이나 수단을 퍼센트로. tariff { $rival } 20, control { $rival } { $layer } 90
    help tariff     수단 하나의 모든 것
    forecast        질문. forecast 1 70은 첫 질문에 70%로 답함
    advice          이 초안이 어디로 이어질 수 있나
    deals           협정. propose(제안), sign(서명), decline, withdraw. pledge(공약)
    board, map      경쟁 상황. 누가 누구의 기술을 쓰는가
    others          다른 나라가 내린 명령 중 드러난 것
    secrets         우리만 아는 것
    why security    지난 턴에 지표를 움직인 것
    source 이름     숫자의 출처, 확실한 정도, 다른 의견
    undo, back      마지막 변경을 되돌림. 지난 턴 전체를 되돌림
    submit          턴을 끝냄
    save, quit      치는 대로 저장됨. techrace play --resume으로 이어 함
play-unknown = { $word }: 그런 명령은 없습니다
play-unknown-near = { $word }: 그런 명령은 없습니다. 혹시 { $near }?
play-no-card = { $word }: 그런 카드는 없습니다. 1에서 { $count }까지의 번호를 치세요.
play-cards-only = 이 자리는 카드로 합니다. cards를 치면 보입니다.
play-instead-of = 대신: { $instead }
play-not-changed = 바뀌지 않았습니다:
play-allowed = 가능: { $allowed }
play-nothing-to-undo = 이 초안에는 되돌릴 것이 없습니다. back은 지난 턴을 되돌립니다.
play-kept = { PARTICLE($id, "으로/로") } 저장되었습니다. 치는 대로 저장됩니다.
play-saved = 저장되었습니다. 이어 하려면: { $again }
play-overtaken = 저장하지 못했습니다: { $why }. 저장된 대로 게임을 다시 엽니다.
play-searching = 탐색하는 상대가 생각하고 있습니다. 몇 초 걸립니다.
play-resolved = { $turn }턴이 끝났습니다.
play-handover = 키보드를 { $who }에 넘기세요. 다른 사람은 보지 마세요.
play-enter = Enter를 누르면 계속합니다.
play-waiting = 답을 기다리는 협정: { $pacts }. deals를 치세요.
play-why-early = { $figure }: 아직 움직이지 않았습니다. 첫 턴 뒤에 다시 물으세요.
play-source = 출처:
play-sure = 확실한 정도: { $confidence }
play-confidence-high = 높음
play-confidence-medium = 중간
play-confidence-low = 낮음
play-note = 주:
play-dispute = 다른 의견:
play-advice = { $turns }턴 뒤, 다른 나라가 명령을 되풀이한다면. 게임 { $draws }판을 두 가지로 둔 결과의 가운데와 열에 아홉:
play-advice-none = 초안에 아직 바뀐 것이 없습니다. 먼저 무엇이든 고르세요.
play-advice-doubt = 이 조언은 여러분이 아는 것만 알며, 다른 나라는 달리 움직일 수 있습니다.
play-over = 게임이 끝났습니다. 모든 비밀이 열렸습니다.
play-score = { $who }: 점수 { $score }, 운이 같은 기본 노선과 견주어 { $ahead }. { $games }번의 재현 중 { $share }에서 기본 노선보다 나음(50이 기본 노선의 평균, 레드라인을 넘으면 깎인다)
play-start = 시작
play-end = 끝
play-luckier = 웃돈 비율
play-causes = 가장 크게 움직인 것
play-luck-note = “웃돈 비율”: 같은 명령에 운만 다른 { $draws }판 중 결과가 더 낮았던 비율. 50%에 가까우면 정책, 0%나 100%에 가까우면 운이 거들었다.
play-who = 누가 움직였나(세계의 기본 명령과 견주어):
play-nobody = 없음
play-forecasts = 여러분의 예측과 기저율(점수는 작을수록 좋음)
play-forecast-good = 여러분은 { $answer }, 기저율은 { $base }. 결과 { $came }: { $score }, 기저율({ $reference })보다 나음.
play-forecast-bad = 여러분은 { $answer }, 기저율은 { $base }. 결과 { $came }: { $score }, 기저율({ $reference })보다 낫지 않음.
play-forecast-left-out = 답하지 않아 기저율로 친 질문: { $count }개.
play-forecast-skill = 질문 { $asked }개 가운데 { $answers }개에 답함: 질문마다 기저율보다 { $points }점(0: 모두 답하지 않은 것과 같음).
play-forecast-brier = 브라이어 점수 { $brier }, 기저율은 { $base }.
forecast-base-chance = 기저율: { $share }
forecast-base-number = 기저율: { $middle }, 다섯 번 중 네 번은 { $low }에서 { $high } 사이
forecast-base-note = 기저율은 노선끼리 둔 게임에서 센 값입니다. 답하지 않은 질문은 기저율로 답한 것으로 칩니다.
play-story = 전환점
play-turn = { $turn }턴:
play-report = 게임 전체를 담은 페이지: { $path }
play-whatif = { PARTICLE($who, "이/가") } { $turn }턴부터 그렇게 명령했다면(운은 같고 다른 나라는 명령을 되풀이)
play-instead = 턴과 명령을 쓰세요: whatif { $whose }{ $turn } standing, 또는 whatif { $whose }{ $turn } immigration 80
play-instead-later = whatif는 마지막 턴 뒤 되돌아볼 때 물을 수 있습니다. 지금은 advice가 앞을 내다봅니다.
play-over-unknown = 게임이 끝나 { PARTICLE($word, "은/는") } 더 할 수 없습니다.
play-lever-spend = 사업 예산을 항목별로 나눈다.
play-but-spend = 한 곳에 쓴 만큼 다른 곳이 빈다. 남긴 돈은 빚을 갚는다.
play-lever-layer_focus = 지킬 병목의 층을 고른다.
play-but-layer_focus = 독점은 우회로를 찾는 자에게 상금이 된다.
play-lever-bypass_focus = 우회할 층을 고른다.
play-but-bypass_focus = 살 수 있는 것을 다시 발명한다.
play-lever-sector_focus = AI를 먼저 들일 산업을 고른다.
play-but-sector_focus = 새 일자리가 오기 전에 옛 일자리가 사라진다.
play-lever-reshoring_focus = 국내로 되돌릴 것을 고른다. 층 또는 제조업.
play-but-reshoring_focus = 국내 물가가 오른다.
play-lever-fund_focus = 국가 주도 펀드가 투자할 층을 고른다.
play-but-fund_focus = 회차가 거듭될수록 낭비와 과잉설비가 는다.
play-lever-fund_doubling = 펀드의 다음 회차를 키운다(100이면 한 단계 전부).
play-but-fund_doubling = 회차 도중에는 멈출 수 없다.
play-lever-control = 자국 기업이 쥔 층을 상대국에 주지 않는다.
play-but-control = 자국 기업은 그 시장을 잃고 상대는 우회로를 찾기 시작한다.
play-lever-tariff = 상대국 수입품에 관세를 매긴다(100이면 수입 금지).
play-but-tariff = 자국 공장이 더 비싸게 사고 상대가 보복한다.
play-lever-securitise = AI를 안보 기술로 다룬다.
play-but-securitise = 2단계 진입을 늦추고 되돌리기 어렵다.
play-lever-capital_controls = 자본이 나가지 못하게 막는다.
play-but-capital_controls = 들어오는 자본도 멈춘다.
play-lever-screening = 외국인 투자를 심사한다.
play-but-screening = 기술은 지키지만 돈도 막는다.
play-lever-sanction = 상대국을 기축통화에서 끊는다.
play-but-sanction = 쓸 때마다 남들이 그 통화 없이 사는 법을 배운다.
play-lever-open = 모델과 설계를 공개한다.
play-but-open = 모두가 배운다. 경쟁국이 가장 먼저.
play-lever-close = 자국 생태계를 한 시장에 닫는다.
play-but-close = 다른 누군가가 그 자리를 채운다.
play-lever-subsidy = 자국 생태계의 해외 가격을 보조한다.
play-but-subsidy = 점유율은 늘지만 이윤이 없다.
play-lever-immigration = 연구실과 국경을 인재에게 연다.
play-but-immigration = 강경한 여론에서는 인기가 없다.
play-lever-welcome = 다른 나라의 대표 기업에 자국 시장을 연다.
play-but-welcome = 국내에서 자국 생태계가 자리를 잃는다.
play-lever-loosen = 정치적 경계를 움직인다. 자유, 다양성, 보상.
play-but-loosen = 가라앉기 전에 먼저 흔들린다.
play-lever-licence = 한 층의 설계를 상대국에 판다.
play-but-licence = 상대는 배운 것을 잊지 않는다.
play-lever-detente = 데탕트를 제안한다. 같은 턴에 둘 다 서명해야 성립한다.
play-but-detente = 혼자 내밀면 약해 보인다.
play-lever-verification = 데탕트를 깊게 하는 사찰을 받아들인다.
play-but-verification = 사찰관이 우리 연구실을 본다.
play-lever-found = 자기 진영의 블록을 세우고 집행 의무를 정한다.
play-but-found = 비용을 대라는 요구를 받는다.
play-lever-invite = 한 나라를 블록에 초대한다.
play-but-invite = 안에서 새는 것이 밖에 있는 것보다 나쁘다.
play-lever-join = 한 진영의 블록에 이 깊이로 들어간다.
play-but-join = 상대편 시장을 잃는다.
play-lever-press = 보호하는 동맹국에 반도체 협정(가격 하한)을 강요한다.
play-but-press = 가장 크게 얻는 것은 제3국이고 관계가 상한다.
play-lever-outreach_focus = 협력할 시장을 고른다.
play-but-outreach_focus = 빌려준 돈이 부실해진다.
play-lever-outreach_mix = 무엇을 내밀지 고른다. 원조, 연산, 가격, 안보.
play-but-outreach_mix = 보증을 이행하라는 날이 올 수 있다.
play-lever-payment = 사업 예산에서 한 나라에 돈을 준다.
play-but-payment = 국내에는 아무것도 남지 않는 돈이다.
play-lever-broker = 맞서는 두 지도자를 한 탁자에 앉힌다.
play-but-broker = 국내에서 얻는 것은 없다.
play-lever-prudence = 호황을 거슬러 고삐를 죈다.
play-but-prudence = 지금 자본의 성장이 느려진다.
play-lever-rescue = 자본 이탈 때 시장을 떠받친다.
play-but-rescue = 빚이 남는다.
play-lever-swap = 한 나라에 통화스와프를 연다.
play-but-swap = 자국 통화가 그 나라의 위험을 진다.
play-lever-revalue = 환율을 움직인다(연간 로그 점).
play-but-revalue = 수출이 비싸지거나, 수입이 비싸지고 상대가 화를 낸다.
play-line-frontier = 프런티어 연구: 최고의 모델
play-line-compute = 연산 시설과 반도체
play-line-science = 기초과학과 인재
play-line-platform = 산업에 AI를 들이는 일
play-line-layer = 반도체 사슬의 병목 지키기
play-line-bypass = 남의 병목을 우회하는 길
play-line-reshoring = 생산을 국내로 되돌리기
play-line-sovereign = 자국 기술 스택
play-line-outreach = 다른 지역과의 협력
play-line-social = 일자리 불안에 대비한 사회 안전판
play-line-defence = 국방
play-line-currency = 기축통화 관리
play-line-fund = 국가 주도 펀드

# ---------------------------------------------------------------- web: host, doctor, rehearse (web/*.py, cli)
web-host-title = { $title } ({ $name })
web-host-stands = { $turns }턴 중 { $turn }턴
web-host-address = 주소
web-host-code = 참가 코드
web-host-lead = 진행자 화면(혼자만 보십시오):
web-host-board = 상황판(프로젝터용):
web-host-data = 저장 위치
web-host-loopback = 이 컴퓨터에서만 참가할 수 있습니다. --lan을 붙이면 같은 네트워크의 휴대전화도 참가합니다.
web-host-stop = Ctrl-C로 닫습니다. 같은 명령을 다시 실행하면 멈춘 곳에서 이어집니다.
web-host-closed = 닫았습니다. 모두 저장되어 있습니다: techrace sessions show { $name }

web-error-http = 할 수 없는 요청입니다.
web-error-malformed = 요청의 형식이 올바르지 않습니다.
web-error-input = 읽을 수 없는 내용입니다.
web-error-room = 그런 세션이 없습니다. 이미 끝났거나 진행자가 다른 세션을 열었을 수 있습니다.
web-error-code = 이 코드의 세션이 없습니다. { $left ->
    [0] 1분 뒤에 다시 시도하십시오.
   *[other] 1분 안에 { $left }번 더 시도할 수 있습니다.
  }
web-error-link = 이 링크로는 더 이상 들어올 수 없습니다. 코드로 다시 참가하십시오.
web-error-seat = 팀의 일원만 할 수 있습니다. 먼저 자리를 고르십시오.
web-error-seat-unknown = 그런 자리가 없습니다.
web-error-lead = 진행자만 할 수 있습니다.
web-error-too-often = 너무 자주 시도했습니다. 1분 뒤에 다시 시도하십시오.
web-error-too-large = 너무 길어서 저장할 수 없습니다.
web-error-host = 이 호스트의 주소가 아닙니다. 호스트 화면에 나온 주소를 여십시오. 호스트를 시작하는 사람은 --name으로 이름을 추가할 수 있습니다.
web-error-full = 이 방은 자리가 다 찼습니다. 이미 떠난 참가자를 내보내 달라고 진행자에게 요청하십시오.
web-error-origin = 다른 사이트에서 온 요청이므로 처리하지 않습니다.
web-error-unsure = 저장되었는지 호스트가 확인하지 못했습니다({ $why }). 다시 하기 전에 반영되어 있는지 먼저 살펴보고 진행자에게 알리십시오.
web-error-lost = 저장하지 못했습니다({ $why }). 따라서 없던 일입니다. 다시 시도하십시오. 계속되면 진행자에게 알리십시오. 호스트의 디스크가 가득 찼을 수 있습니다.
web-error-replaced = 더 새로운 질문이 이 질문을 대신했습니다.
web-error-worker = 조언 계산이 멈췄습니다. 다시 물어보십시오.
web-error-early = 첫 턴이 지나기 전에는 설명할 것이 없습니다.
web-error-source = 이 세계에는 그 수치의 출처가 없습니다.
web-error-fault = 프로그램 자체의 오류입니다. 호스트의 터미널에 위치가 표시되며, 저장된 내용은 그대로 있습니다.

web-did-join = { $who } 님이 참가했습니다.
web-did-leave = { $who } 님이 나갔습니다.
web-did-take-seat = { $who } 님이 { $seat } 자리를 맡았습니다.
web-did-give-up-seat = { $who } 님이 자리를 내놓았습니다.
web-did-open-seat = { $who } 님이 { $seat } 자리를 설정했습니다.
web-did-choose-head = { $who } 님이 { $seat }의 수석대표를 정했습니다.
web-did-hand-over = { $who } 님이 { $seat }의 운영을 독트린에 맡겼습니다.
web-did-hand-back = { $who } 님이 { $seat }의 운영을 팀에 돌려주었습니다.
web-did-propose-pact = { $who } 님이 { $seat }의 이름으로 협정을 제안했습니다.
web-did-sign-pact = { $who } 님이 { $seat }의 이름으로 협정에 서명했습니다.
web-did-decline-pact = { $who } 님이 { $seat }의 이름으로 협정을 거절했습니다.
web-did-withdraw-pact = { $who } 님이 { $seat }의 이름으로 협정에서 나왔습니다.
web-did-make-pledge = { $who } 님이 { $seat }의 이름으로 공약했습니다.
web-did-submit-orders = { $who } 님이 { $seat }의 명령을 제출했습니다.
web-did-play-event = { $who } 님이 { $event } 사건을 발동했습니다.
web-did-write-move = { $who } 님이 자유 행동을 적었습니다.
web-did-rule-on = { $who } 님이 자유 행동을 판정했습니다.
web-did-send-message = { $who } 님이 메시지를 보냈습니다.
web-did-move-phase = { $who } 님이 다음 단계로 넘겼습니다.
web-did-resolve = { $who } 님이 { $turn }턴을 진행했습니다.
web-did-undo = { $who } 님이 한 턴을 되돌렸습니다.
web-did-switch-branch = { $who } 님이 다른 갈래로 옮겼습니다.
web-did-pause = { $who } 님이 시계를 멈췄습니다.
web-did-resume = { $who } 님이 시계를 다시 돌렸습니다.
web-did-extend = { $who } 님이 시간을 { $seconds }초 바꿨습니다.
web-did-show-board = { $who } 님이 상황판에서 숨길 것을 정했습니다.
web-did-end = { $who } 님이 게임을 끝냈습니다.

doctor-programs = 프로그램
doctor-programs-good = 모두 있습니다(Python { $python }, SQLite { $sqlite })
doctor-programs-bad = 없는 것: { $missing }. 다음을 실행하십시오: pip install "techrace[web]"
doctor-port = 포트
doctor-port-good = { $port }번을 쓸 수 있습니다
doctor-port-bad = { $port }번은 이미 쓰고 있거나 허용되지 않습니다. 다른 techrace host를 끝내거나 다른 번호를 고르십시오: --port 8026
doctor-network = 네트워크
doctor-network-good = 휴대전화는 { $address }에서 이 컴퓨터를 찾습니다
doctor-network-bad = 네트워크에 연결되어 있지 않습니다. 교실 와이파이나 휴대전화 핫스팟에 연결하십시오.
doctor-firewall = 방화벽
doctor-firewall-good = 막는 방화벽을 찾지 못했습니다
doctor-firewall-look = { $name } 방화벽이 켜져 있습니다. 물어볼 때 또는 미리 설정에서 로컬 네트워크의 Python(또는 이 포트) 접속을 허용하십시오.
doctor-isolation = 와이파이
doctor-isolation-look = 손님용 와이파이는 기기끼리의 접속을 막는 경우가 많습니다. 수업 전에 techrace host --lan을 켜고 휴대전화 한 대로 주소를 열어 보십시오. 열리지 않으면 다른 네트워크나 핫스팟을 쓰십시오.
doctor-sleep = 절전
doctor-sleep-good = 저절로 잠드는 설정을 찾지 못했습니다. 전원을 연결하고 덮개를 열어 두십시오
doctor-sleep-look = 이 컴퓨터는 저절로 잠들 수 있습니다. 전원을 연결하고 덮개를 열어 두고 오늘은 절전을 끄십시오.
doctor-disk = 디스크
doctor-disk-good = { $folder }에 { $free }GB가 남아 있습니다
doctor-disk-bad = { $folder }에 { $free }GB만 남아 있습니다. 공간을 비우거나 다른 곳에 저장하십시오: --data DIR
doctor-saving = 저장
doctor-saving-good = 명령 하나가 { $ms }ms 만에 안전하게 저장됩니다
doctor-saving-look = 명령 하나를 저장하는 데 { $ms }ms나 걸립니다. 동기화 폴더나 USB가 아니라 로컬 디스크에 저장하십시오: --data DIR
doctor-saving-bad = { $folder }에 쓸 수 없습니다({ $why }). 다른 곳을 고르십시오: --data DIR
doctor-playing = 속도
doctor-playing-good = { $world }의 한 턴에 { $ms }ms가 걸립니다
doctor-playing-look = { $world }의 한 턴에 { $ms }ms나 걸립니다. 다른 프로그램을 닫으십시오.
doctor-playing-bad = { $world } 세계를 진행할 수 없습니다. 다음을 실행하십시오: techrace validate { $world }
doctor-terminal = 터미널
doctor-terminal-good = 모든 언어와 QR 코드를 표시할 수 있습니다
doctor-terminal-look = { $encoding }만 표시합니다. QR 코드가 깨져 보일 수 있으나 진행자 화면에도 있습니다.
doctor-end = { $bad ->
    [0] 준비되었습니다. ? 표시는 사람만 확인할 수 있습니다.
   *[other] 먼저 고쳐야 할 것이 { $bad }가지 있습니다.
  }

web-rehearse-title = 예행연습: 기기 { $devices }대({ $kind }), { $turns }턴
web-rehearse-kind-browser = 브라우저 화면
web-rehearse-kind-program = 프로그램
web-rehearse-broke = 예행연습이 중단되었습니다: { $value }
web-rehearse-joined = 기기 { $value }대 참가
web-rehearse-submits = 명령 접수 확인까지 { $value }(20번 중 19번)
web-rehearse-screens = 판정된 턴이 모든 화면에 뜨기까지 { $value }
web-rehearse-back = 끊김, 새로 고침, 지각 뒤에도 맞는 턴을 보이는 기기 { $value }
web-rehearse-log = 기록이 온전함: { $value }
web-rehearse-replay = 다르게 재생되는 턴: { $value }
web-rehearse-go = 가능. 이 컴퓨터로 방을 진행할 수 있습니다.
web-rehearse-no-go = 불가. ! 표시를 먼저 고치십시오. techrace doctor가 더 알려 줄 수 있습니다.

# ---------------------------------------------------------------- web: every page, join, seat, team
web-connected-merged = 연결되었습니다. 변경 { $count }건을 합쳤습니다.
web-points-on = { $size }점
web-why-goals = 움직인 까닭
web-who-later = 누가 그 원인인지는 디브리핑에서 공개합니다. 그 전에는 봉인된 명령이 드러나기 때문입니다.
web-hindsight = 만약 우리가 …
web-hindsight-sentence = 만약 우리가 { $turn }턴부터 { $what }?
web-hindsight-finding = { $figure }: 지금 { $amount } { $way ->
    [lower] 낮았을
   *[higher] 높았을
    } 것입니다
web-hindsight-between = 열에 아홉 게임: { $low }에서 { $high }
web-hindsight-same = { $figure }: 지금과 같았을 것입니다
web-hindsight-range = 열에 아홉 게임
web-hindsight-ask = 묻기
web-hindsight-doubt-title = 이 답이 모르는 것
web-hindsight-doubt = 이 게임의 운과 다른 나라가 숨긴 것은 모릅니다. { $turn }턴 전에 우리 눈에 이 게임과 같아 보였을 { $draws }게임을 우리 명령대로, 또 다르게 두어 봅니다. 다른 나라는 두 경우 모두 공개된 명령을 그대로 내립니다.
web-hindsight-later = 이 게임의 운 그대로, 모두의 명령까지 묻는 것은 디브리핑에서 열립니다.
web-change-deal = 수정
web-counter-offer = 수정 제안
web-dial-stop = 예산은 { $share }까지입니다.
web-dial-take = { $from }에서 { $share } 가져오기
web-draft-costs = 이 초안 { $points }
web-submit-waits = 연결되면 보냅니다({ $since }) · 취소
web-join-code = 벽에 적힌 코드를 입력하십시오
web-join-name = 이 방에서 쓸 이름
web-join-name-kept = 아무 이름이나 됩니다. 이 이름만 저장되며, 세션을 지우면 함께 지워집니다.
web-join = 참가
web-language = 언어
web-connected = 다시 연결되었습니다.
web-disconnected = 연결이 끊겼습니다. 초안은 이 휴대전화에 남아 있습니다. 다시 연결하는 중입니다.
web-silent = 진행자 컴퓨터가 응답하지 않습니다({ $since }). 초안은 이 휴대전화에 남아 있습니다.
web-gone = 이 링크로는 더 이상 들어올 수 없습니다. 코드로 다시 참가하십시오.
web-error-offline = 연결되지 않았습니다. 잃은 것은 없으니 잠시 뒤 다시 해 보십시오.
web-stranger = 이 기기는 아직 이 방에 자리가 없습니다
web-stranger-more = 벽에 적힌 코드로 참가하거나 본인 링크를 다시 여십시오.
web-to-join = 참가 화면으로
web-skip = 본문으로 건너뛰기
web-close = 닫기
web-cancel = 취소
web-menu = 팀, 언어, 화면 설정
web-look-theme = 색
web-look-theme-auto = 기기 설정대로
web-look-theme-light = 밝게
web-look-theme-dark = 어둡게
web-look-motion = 움직임
web-look-motion-auto = 켬
web-look-motion-off = 끔
web-look-text = 글자
web-look-text-auto = 보통
web-look-text-large = 크게
web-look-keys = 단축키 한 글자
web-look-keys-auto = 켬
web-look-keys-off = 끔
web-keys = 이 화면의 단축키
web-key-space = 스페이스
web-key-help = 이 도움말
web-key-tray-before = 앞 묶음
web-key-tray-next = 다음 묶음
web-key-pause = 시계 멈춤·다시 시작
web-key-minute = 1분 더
web-key-resolve = 지금 판정(확인함)
web-key-undo = 지난 턴 되돌리기(확인함)
web-key-scene = 상황판 다음 장면
web-key-skip = 움직임 건너뛰기, 닫기
web-waiting = 평소보다 오래 걸립니다. 저절로 이어집니다.
web-resolving = 판정 중…
web-hold = 길게 누르거나, 누른 뒤 확인
web-phase-lobby = 입장
web-phase-brief = 브리핑
web-phase-negotiate = 협상
web-phase-orders = 명령
web-phase-board = 상황판
web-phase-debrief = 복기
web-phase-now = { $turn }턴, { $phase }
web-last-60 = 1분 남았습니다.
web-last-10 = 10초 남았습니다.
web-turn-of = { $turns }턴 중 { $turn }턴
web-turn-word = 시점
web-paused = 멈춤
web-pages = 화면
web-tab-brief = 브리핑
web-tab-deals = 거래
web-tab-orders = 명령
web-tab-advice = 조언
web-lobby = 진행자가 시작하면 게임이 시작됩니다. 브리핑을 읽고 팀과 이야기하십시오.
web-undone = 진행자가 { $turn }턴을 되돌렸습니다. 그 턴의 명령이 다시 초안이 되었습니다.
web-seat-choose = 자리를 고르십시오
web-seat-free = 비어 있음
web-seat-join = 팀에 합류
web-seat-closed = 닫힘
web-seat-closed-more = 진행자가 이 자리를 닫아 두었습니다.
web-seat-doctrine = 교리가 둡니다: { $doctrine }
web-seat-take = 이 자리에 앉기
web-seat-lead = 대표단장으로 앉기
web-our-team = 우리 팀
web-head = 대표단장
web-here = 있음
web-away = 자리 비움
web-ask-lead = 진행자에게 묻기
web-send = 보내기
web-sent = 보냈습니다.
web-rejoin = 본인 링크
web-rejoin-more = 배터리가 다 되었습니까? 다른 휴대전화에서 이 링크를 여십시오.
web-print-brief = 브리핑 인쇄
web-let-doctrine = 교리에 맡기기
web-other-seat = 자리 바꾸기
web-words = 용어
web-finding-lost = { $figure }: { $size } 하락
web-finding-won = { $figure }: { $size } 상승
web-mostly = 주된 원인은 { $cause }
web-last-turn = 지난 턴 동안
web-where-we-start = 출발점
web-causes-later = 원인은 첫 턴 뒤에 나타납니다.
web-our-goals = 우리 목표
web-weight = 비중 { $share }
web-red-line = 우리의 레드라인
web-bar-line = 우리의 선 { $line }
web-bar-course = 현재 경로 { $low }에서 { $high }
web-course-key = 괄호: 지금대로 가면 { $turns }턴 뒤 이르는 곳. 우리 눈에 이 게임과 같은 게임의 절반이 이 안에 듭니다.
web-line-chance = 지금대로 가면 { $turns }턴 안에 { $chance }의 게임에서 넘습니다.
web-as-of = { $turn ->
    [0] 시작 시점
   *[other] { $turn }턴까지
    }의 수치. 다음은 { $date }입니다.
web-score = 점수 { $level }. 같은 운에서 기본 교리보다 { $ahead }점이며, 교리 게임의 { $chance }보다 낫습니다.
web-others = 다른 나라에 대해 아는 것
web-estimate = 추정
web-public = 공개
web-news = 이번 턴 뉴스
web-messages = 메시지
web-from-lead = 진행자에게서
web-from-us = 우리가 보냄
web-who-runs-on-what = 누가 누구의 기술로 돌아가는가
web-source-title = 이 숫자의 출처
web-waterfall = { $name }: { $before }에서 { $after }까지, 원인별
web-cause = 원인
web-change = 변화
web-player = 나라
web-by-player = { $name }, 나라별
web-as-table = 표로 보기
web-as-picture = 그림으로 보기
web-fan = { $name }: 여러 게임의 가운데에서 초안은 { $draft }, 지금 노선은 { $course }
web-deals-title = 누구를 무엇에 묶을 것인가?
web-no-deals = 아직 제안된 거래가 없습니다. 방에서 이야기한 뒤 여기에 적으십시오.
web-waits-for-us = 우리를 기다림
web-we-wait = 우리가 기다림
web-deals-in-force = 발효 중
web-deals-over = 끝남
web-in-force = 발효 중
web-signed = 서명함
web-at-most = { $value } 이하
web-at-least = { $value } 이상
web-in-turn = { $turn }턴에
web-declined = 거절함
web-leaving = 탈퇴하면:
web-left-by = { $who } 탈퇴
web-broken-by = { $turn }턴에 { $who } 위반
web-word = 거래를 { $all }턴 중 { $kept }턴 지킴
web-word-broke = { $turns }턴에 어김
web-word-left = { $count }건 탈퇴
web-side-payment = 대가 지급
web-pays = { $who } → { $whom }: 매 턴 예산의 { $share }
web-payer = 내는 쪽
web-payee = 받는 쪽
web-pay-share = 내는 쪽 예산의 몇 %, 매 턴
web-pay-put = 거래에 넣기
web-sign = 서명
web-sign-sure = 지금부터 우리 명령을 묶으며 모두가 봅니다.
web-decline = 거절
web-leave-pact = 탈퇴
web-withdraw = 철회
web-withdraw-sure = 우리 서명을 거두어들입니다.
web-head-signs = 서명과 확정은 대표단장이 합니다. 초안은 누구나 쓸 수 있습니다.
web-new-deal = 새 거래
web-deal-kind = 종류
web-deal-with = 상대와 상대가 내릴 명령
web-we-would = 우리가 내릴 명령:
web-deal-words = 덧붙이는 말(선택)
web-propose = 제안하고 서명
web-pledges = 공개 약속
web-pledge-make = 약속하기
web-pledge-say = 공개적으로 말하기
web-trays = 수단 묶음
web-tray-invest = 투자
web-tray-focus = 초점
web-tray-control = 통제
web-tray-open = 개방
web-tray-deal = 거래
web-line-frontier = 첨단 연구
web-line-compute = 컴퓨팅과 팹
web-line-science = 기초과학
web-line-platform = 산업 AI
web-line-layer = 길목 기술
web-line-bypass = 우회로
web-line-reshoring = 리쇼어링
web-line-sovereign = 독자 기술
web-line-outreach = 지역 외교
web-line-social = 사회 안전망
web-line-defence = 국방
web-line-currency = 기축통화
web-line-fund = 국가 펀드
web-less = 줄이기: { $what }
web-more = 늘리기: { $what }
web-was = 지난 턴 { $value }
web-add = 추가
web-choose-one = 고르십시오
web-budget = 반년 예산
web-left-of = 남음(전체 { $whole })
web-budget-used = 예산의 { $share } 사용
web-capital = 정치 자본
web-points-of = { $size }%p
web-choose-moves = 수를 { $most }개까지 고르십시오
web-points = 새로 쓰는 점수 { $points }/{ $most }, 전체 { $held }/{ $all }
web-card-time = { $delay }턴 뒤 나타나고 { $lasts }턴 지속
web-card-choose = 고르기
web-card-chosen = 골랐음
web-card-drop = 포기
web-card-keep = 그대로 두기
web-put-back = 거두기
web-to-mend = { $count }가지를 고쳐야 합니다
web-move-write = 우리만의 수 쓰기
web-move-what = 무엇을 누구에게 하고 무엇을 기대하는지
web-move-rules = 진행자가 판정합니다.
web-move-send = 진행자에게 보내기
web-move-waits = 진행자의 판정을 기다림
web-move-allowed = 허용, 확률 { $chance }
web-move-refused = 허용되지 않음
web-forecast = 예측
web-forecasts-left = 예측 { $count }개 남음
web-forecast-give = 이 예측 내기
web-forecast-low = 낮게
web-forecast-middle = 가운데
web-forecast-high = 높게
web-forecast-interval = 질문의 단위로. 다섯 번 중 네 번은 낮게와 높게 사이에 들어야 합니다.
web-odds-unlikely = 있을 법하지 않음
web-odds-rather-not = 아닌 쪽
web-odds-even = 반반
web-odds-rather = 그런 쪽
web-odds-likely = 있을 법함
web-skip-it = 건너뛰기
web-somebody = 우리 중 누군가
web-you = 당신
web-yes = 예
web-no = 아니요
web-doctrine-plays = 교리가 대신 둡니다: { $doctrine }
web-doctrine-plays-more = 대표단장이 자리를 되찾을 때까지 계속됩니다.
web-take-back = 자리 되찾기
web-pacts-bind = 이 명령을 묶는 거래
web-break-pact = 이번 턴에 어기기: { $name }
web-orders-in = 명령이 들어왔습니다.
web-orders-in-more = 명령이 확실히 저장되었습니다. 단계가 끝날 때까지 고쳐서 다시 낼 수 있습니다.
web-orders-in-change = 명령 제출됨 · 다시 제출
web-orders-locked = 명령은 다음 단계 뒤에 열립니다: { $phase }
web-submit = 명령 제출
web-submit-when-back = 연결되면 제출
web-sending = 보내는 중…
web-ready = 준비됐습니다
web-ready-of = { $all }명 중 { $ready }명 준비
web-draft-none = 초안 없음. 지금 명령이 이어집니다
web-draft-saving = 저장 중…
web-draft-saved = 초안 저장됨
web-draft-kept = 이 휴대전화에 보관됨
web-advice-title = 무엇으로 이어질까?
web-advice-asks = 여기서부터 여러 게임을 이어 두고 있습니다.
web-advice-finding = 이 초안이면 게임의 { $chance }에서 { $goal } 더 높게 끝납니다
web-advice-same = 초안이 아직 아무것도 바꾸지 않습니다
web-advice-bands = 아는 것에서 출발한 { $draws }게임. 띠는 절반과 10분의 9를 담습니다.
web-advice-unknown-title = 이 조언이 모르는 것
web-updating = 새로 계산 중…
web-if-others = 다른 나라들이 …
web-others-repeat = 명령을 되풀이하면
web-others-doctrine = 교리를 따르면
web-others-best = 최선으로 맞서면
web-red-lines = 레드라인 확률: 지금 노선 → 초안
web-reasons = 주된 이유

# ---------------------------------------------------------------- web: board, map, print
web-hex = 육각형 하나는 시장의 한 조각입니다. 경제가 클수록 많습니다.
web-board-flipped = 이번 턴에 { $count }개가 바뀜
web-board-race = 단계별 경주
web-board-chokepoints = 누가 어느 길목을 쥐고 있는가
web-board-capital = AI 자본 모두 { $whole }, 그리고 움직임
web-board-duty = 집행 의무 { $duty }
web-board-broken = 위반: { $who }
web-board-people = { $count }명
web-board-scan = 휴대전화로 찍는 코드
web-board-in = 명령 제출
web-board-doctrine = 교리
web-board-seat-in = 제출
web-board-drafting = 작성 중
web-board-join = 참가
web-board-ends = 남은 시간
web-board-welcome = 주소를 열고 코드를 넣은 뒤 자리를 고르십시오
web-print = 인쇄
web-print-briefs = 브리핑
web-print-cards = 카드
web-print-signs = 이름표
web-print-no-seat = 먼저 자리에 앉으십시오. 그러면 여기서 브리핑을 인쇄할 수 있습니다.
web-print-hold = 우리가 쥔 것
web-print-need = 우리가 기대는 곳
web-print-none = 자기 길목 없음
web-print-hand = 우리의 수
web-print-ask = 스스로 물을 세 가지
web-print-ask-1 = 우리 없이는 아무도 못 하는 것은 무엇이며 얼마나 갈까?
web-print-ask-2 = 누구의 대응이 두려운가? 거래로 묶을 수 있는가?
web-print-ask-3 = 끝에 무엇이 남아 있어야 우리가 이긴 것인가?
web-print-turn = 무슨 일이 있었는지 읽고, 이야기해 서명하고, 비밀리에 명령하고, 결과를 본다.
web-board-start = 아직 아무도 움직이지 않았습니다
web-board-quiet = 조용한 턴입니다. 움직인 길목이 없습니다
web-board-lost = { $what }: { PARTICLE($who, "이/가") } { $points }%p를 잃었습니다
web-board-won = { $what }: { PARTICLE($who, "이/가") } { $points }%p를 얻었습니다
web-board-bloc = 블록 회원
web-board-estimates = 최전선과 플랫폼은 바깥에서 본 추정치이며 0에서 100입니다. 매출은 연간입니다. 점선 고리는 지난 턴의 순위입니다.
web-board-held = 지금 있는 곳
web-board-blocs = 블록, 그리고 명단을 집행하는 나라
web-board-pacts = 발효 중인 협정
web-board-pledges = 약속한 것
web-board-no-pacts = 발효 중인 협정이 없습니다.
web-board-no-pledges = 공개적으로 약속한 나라가 없습니다.
web-board-no-more-news = 다른 소식은 없습니다.
web-print-want = 우리가 바라는 것
web-print-weight = 우리 점수의 비중.
web-print-share = 세계 판매 점유율.
web-print-largest = 가장 큰 보유자의 점유율.
web-print-at-most = 우리의 수: 한 턴에 최대 { $count }개
web-print-foot = { $title } · 정치자본은 100 기준 · 모든 수치의 출처: 게임에서 눌러 보기
web-print-play = 한 턴

# ---------------------------------------------------------------- web: facilitator's console
web-lead-which-doctrine = 아무도 없을 때의 교리
web-lesson = 수업 계획
web-lesson-none = 없음
web-lead-resume = 다시 시작
web-lead-pause = 멈춤
web-lead-minus = 1분 줄이기
web-lead-plus = +1분
web-lead-last-call = 마지막 5초
web-lead-no-clock = 이 단계에는 시계가 없습니다.
web-lead-begin = 게임 시작
web-lead-next = 다음 단계
web-lead-resolve = 지금 판정
web-lead-resolve-out = 아직 미제출: { $who }. 마지막 초안이나 정해 둔 대안이 놓입니다.
web-lead-resolve-all = 모든 명령이 들어왔습니다.
web-lead-take-back = 되돌릴 수 있습니다.
web-lead-back = 되돌리기
web-lead-resolved = { $turn }턴을 판정했습니다.
web-lead-undone = { $turn }턴을 되돌렸습니다.
web-lead-go = 이동
web-lead-board = 상황판
web-lead-room-sees = 방에서 보는 화면
web-lead-hide = 숨기기
web-scene-auto = 단계대로
web-scene-world = 세계
web-scene-race = 경주
web-scene-chokepoints = 길목
web-scene-capital = 자본
web-scene-blocs = 블록
web-scene-news = 뉴스
web-lead-by-doctrine = 교리가 둠
web-lead-idle = 잠잠함
web-lead-devices = 기기 { $all }대 중 { $here }대 연결
web-lead-message-to = { $who }에 메시지
web-lead-message-all = 모두에게
web-lead-doctrine = 교리로
web-lead-give-back = 돌려주기
web-lead-seat-more = { $who } 설정
web-depth-cards = 카드
web-depth-full = 전체
web-lead-close-seat = 자리 닫기
web-lead-open-seat = 자리 열기
web-lead-absent = 제출하지 않으면
web-absent-draft = 마지막 초안
web-absent-standing = 기본 명령
web-absent-doctrine = 교리
web-lead-make-head = 단장으로
web-lead-unseat = 자리에서 내리기
web-lead-sealed = 봉인된 명령
web-lead-nothing = 아직 없음
web-lead-look = 이 자리 들여다보기
web-lead-look-sure = 기록에 남고 복기 때 모두에게 알려집니다.
web-lead-so-far = 지금까지의 게임
web-lead-undo = { $turn }턴 되돌리기
web-lead-undo-sure = { $turn }턴을 되돌려 가지로 보관합니다. 그 명령은 다시 초안이 됩니다.
web-lead-branch = 되돌린 { $turn }턴 가지, 복기용 보관
web-lead-branch-go = 여기서 잇기
web-lead-log = 있었던 일
web-lead-server = 서버
web-ruling-figure = 어떤 수치
web-ruling-by = 몇 점
web-remove = 빼기
web-ruling-cost = 드는 정치 자본
web-ruling-chance = 확률(%)
web-ruling-public = 나중에 모두 읽을 수 있음
web-ruling-words = 이유(선택)
web-ruling-preview = 턴을 판정할 때 확률 { $chance }로 효과 { $count }개.
web-ruling-rule = 판정
web-ruling-refuse = 기각
web-ruling-ask = 되묻기
web-need-move = { $who }: 자유 수 판정 요청
web-need-call = { $who }: 도움 요청
web-need-reply = 답장
web-deck = 사건 카드
web-deck-left = { $count }장 남음
web-deck-on = 발동
web-deck-play = 내기
web-deck-write = 사건 쓰기
web-deck-next = 효과 정하기
web-note = 복기용 메모
web-note-keep = 메모 남기기
web-lead-you = 진행자
web-lead-menu = 방과 기기
web-lead-open-board = 상황판 열기
web-lead-print = 브리핑과 카드 인쇄
web-lead-debrief = 복기 화면 열기
web-lead-handover = 두 번째 진행자
web-lead-handover-more = 참가 화면에서 이 코드를 5분 안에 넣는 사람은 한 번 진행자가 됩니다.
web-lead-handover-code = 코드 보기
web-lead-people = { $count }명 참가
web-lead-end = 끝내고 복기
web-lead-end-sure = 모두의 게임이 끝나고 모든 비밀이 공개되며 모든 휴대폰이 복기로 넘어갑니다. 나중에 게임을 이어 갈 수 있지만 이미 읽은 비밀은 되돌릴 수 없습니다.
web-lead-over = 게임이 끝났고 비밀이 공개되어 있습니다.
web-lead-go-on = 게임 이어 가기
web-lead-go-on-sure = 모두 게임으로 돌아가고 비밀은 다시 닫힙니다. 이미 읽은 사람은 알고 있습니다. 초안, 명령, 거래는 그대로입니다.
web-lead-ready = { $all }자리 중 { $ready }자리 준비

# ---------------------------------------------------------------- web: debrief and exports
explain-figure-bypasses = 우회로
explain-figure-waste = 낭비
explain-figure-debt = 부채
explain-figure-valuation_gap = 고평가
explain-figure-coercion = 압박
rule-hand = 카드, 사건, 판정
web-error-not-over = 게임이 끝나면 모두에게 열립니다.
web-error-file = 그런 파일은 없습니다.
web-debrief = 강평
web-debrief-head = { $turns }턴 · 모든 비밀이 열렸습니다
web-debrief-running = 지금까지 { $turns }턴 · 끝나기 전에는 진행자만 봅니다
web-debrief-early = 한 턴이 끝나면 강평을 볼 수 있습니다.
web-debrief-closed = 진행자가 게임을 끝내면 강평이 열립니다.
web-debrief-save = HTML 파일 하나로 저장
web-debrief-tables = 표
web-debrief-tables-more = 한 줄에 관측 하나, 줄마다 턴과 자리가 있습니다. 모든 열은 사전에 설명되어 있습니다.
web-debrief-dictionary = 사전
web-debrief-log = 전체 기록(이어 하기, 검증용)
web-debrief-all = 모두 한 압축 파일로
web-debrief-reports = 팀별 보고서
web-debrief-track = 턴
web-debrief-play = 턴을 차례로 보기
web-debrief-stop = 멈춤
web-debrief-quiet = 조용한 턴
web-debrief-end = 끝
web-debrief-then = { $turn }턴, { $date }
web-debrief-orders = 내려진 명령
web-debrief-by-doctrine = 교리: { $doctrine }
web-debrief-by-draft = 제출하지 않아 마지막 초안대로
web-debrief-by-dials = 제출하지 않아 그대로
web-debrief-by-standing = 제출하지 않아 기본 태세로
web-debrief-by-submitted = 카드 없음
web-debrief-broke = { PARTICLE($who, "이/가") } 약속을 깼습니다
web-debrief-happened = 실현됨
web-debrief-not-happened = 실현되지 않음
web-debrief-event = 사건: { $event }
web-debrief-map = 이 턴이 끝난 뒤의 지도
web-debrief-sentence = 만약 { $seat } 쪽이 { $turn }턴부터 { $what }?
web-debrief-sentence-undone = 만약 { $what }?
web-instead-nothing = 새 명령을 내리지 않았다면
web-instead-lever = { PARTICLE($lever, "을/를") } 건드리지 않았다면
web-instead-out = { $bloc }에 들지 않았다면
web-instead-other = 다르게 명령했다면…
web-instead-undone = { $turn }턴을 되돌리지 않았다면
web-instead-order = 대신 내릴 명령
web-instead-value = 수준(%)
web-debrief-about = { $figure }. 같은 운, 다른 나라는 { $others }.
web-debrief-others-repeat = 그대로 명령합니다
web-debrief-others-react = 교리를 따릅니다
web-debrief-bands = 띠: 운을 바꾼 { $draws }판의 절반과 열에 아홉.
web-debrief-draw-luck = 운을 다시 뽑기
web-debrief-undone-more = { $figure }. 되돌리기 전에 실제로 두었던 판입니다.
web-debrief-played = 실제 진행
web-debrief-instead = 다른 판
web-debrief-figure = 지표
web-debrief-seat = 자리
web-debrief-goals = 마지막에 { $who } 쪽의 목표는
web-debrief-reckons = 다시 두어 보는 중…
web-debrief-chart = { $figure }: 실제 { $played }, 다른 판 { $changed }
web-debrief-rise = 누가 올렸는가
web-debrief-fall = 누가 내렸는가
web-debrief-same = 누가 움직였는가
web-debrief-cause-more = { $turns }턴 동안 { $change }, 세계의 기본 태세와 비교. 운은 같은 명령의 { $draws }판과 비교.
web-debrief-mechanism-more = { $turns }턴 동안 { $change }, 모형의 규칙별로 나눔. 합이 전체입니다.
web-debrief-lever-more = { $turns }턴 동안 { $change }, { $who } 쪽의 수단을 기본 태세와 비교.
web-debrief-by-player = 나라별
web-debrief-by-cause = 원인별
web-debrief-by-lever = 수단별
web-debrief-course = 없었더라도
web-debrief-luck = 운
web-debrief-other = 기타
web-debrief-luckier = { $games }개 방 가운데 { $share }보다 높음
web-debrief-rooms-others = { $figure }, { $who }: 같은 명령, 다른 운, 다른 상대
web-debrief-rooms-luck = { $figure }, { $who }: 모두 같은 명령, 다른 운
web-debrief-rooms-vary = 바꾸는 것
web-debrief-vary-luck = 운만
web-debrief-vary-others = 운과 다른 나라
web-debrief-rating = 평점
web-debrief-doctrine = { $games }판 가운데 { $share }에서 기본 교리보다 나음({ $level }점, 교리는 { $par }점, 같은 운이면 { $same }점).
web-debrief-red = 레드라인을 넘은 턴: { $turns }
web-debrief-best-forecast = 가장 잘 예측한 곳은 { $who }
web-debrief-no-forecasts = 예측한 팀이 없습니다
web-debrief-forecast-more = 질문마다 기저율보다 나은(+) 또는 못한(−) 점수. 답하지 않은 질문은 기저율로 칩니다
web-debrief-forecast-of = 질문 { $asked }개 중 { $answers }개에 답했고 { $better }개가 기저율보다 나음
web-debrief-loops = 이론의 고리 { $all }개 가운데 { $shown }개가 나타났습니다
web-debrief-loops-more = 이론의 예측과 이 게임의 결과
web-loop-containment = 견제가 경쟁국의 생태계를 키운다
web-loop-bypass = 독점이 우회로를 낳는다
web-loop-stag = 데탕트는 사슴 사냥이다
web-loop-run = 거품과 이탈
web-loop-turns = { $first }~{ $last }턴
web-loop-turn = { $turn }턴
web-loop-never = 나타나지 않음
web-loop-near = 거기까지는 아님
web-loop-fed = { PARTICLE($who, "이/가") } { PARTICLE($rival, "을/를") } 묶는 동안 { $stack } 생태계가 해외 시장의 { $gain }를 더 얻었습니다.
web-loop-bypassed = { PARTICLE($who, "이/가") } { $layer }의 우회로를 찾았습니다. 그때 { $holder }의 몫은 { $share }, 마지막에는 { $end }.
web-loop-crashed = { $who }에서 투자자 { $run }가 빠져나가고 시장이 무너졌습니다.
web-loop-scare = { $who }에서 투자자 { $run }가 빠져나갔지만 붕괴까지는 가지 않았습니다.
web-loop-signed = { PARTICLE($one, "과/와") } { $other }의 데탕트가 시작되었습니다.
web-loop-broken = { PARTICLE($one, "과/와") } { $other }의 데탕트가 끝났습니다.
web-loop-alone = { PARTICLE($one, "이/가") } 데탕트를 내밀었지만 { PARTICLE($other, "은/는") } 응하지 않았습니다.
web-debrief-show-figure = 지표 보기
web-debrief-questions = 함께 나눌 질문
web-debrief-notes = 진행자의 메모
web-debrief-teams = 각자의 목표로 본 성적
web-debrief-level = 평점
web-debrief-against = 교리
web-debrief-beaten = 더 나은 비율
web-debrief-red-turns = 레드라인을 넘은 턴
web-keep-kept = 진행 기록
web-keep-played = 턴마다 각자가 내린 명령
web-keep-seat = { $who }의 성적
web-keep-seat-title = { $who }: { $level }점(기준 50), { $games }판 가운데 { $share }에서 기본 교리보다 나음
web-keep-teams-title = 자기 목표에 가장 충실했던 곳은 { $who }: { $level }점(기준 50)
web-keep-goals = 시작과 끝의 목표(100배), 무엇이 그리고 누가 움직였는가
web-keep-luckier = 다른 운보다 나았던 비율
web-keep-readme = { $title }: techrace { $version } 게임, 세계 { $world }, { $turns }턴.
    debrief.html은 네트워크 없이 어떤 브라우저에서나 열립니다. report-SEAT.html은 한 자리의 보고서입니다.
    표는 CSV(UTF-8)이며, 모든 열의 뜻은 dictionary.csv에 있습니다.
    session.jsonl(게임이 끝난 뒤에만)은 전체 기록입니다: techrace sessions import session.jsonl
web-column-turn = 턴(1부터)
web-column-figures-turn = 그때까지 지난 턴 수(0: 시작)
web-column-events-turn = 진행 중이던 턴
web-column-forecasts-turn = 물어본 턴
web-column-date = 날짜(연)
web-column-seat = 해당하는 자리, 없으면 비움
web-column-figure = 지표
web-column-entity = 그 밖의 대상
web-column-entity2 = 그 밖의 대상(둘째)
web-column-unit = 단위
web-column-value = 값
web-column-lever = 정책 수단
web-column-standing = 기본 태세의 값
web-column-ordered = 명령한 값
web-column-carried_out = 실제로 이행된 값
web-column-orders-source = 결정한 쪽: submitted, draft, dials, standing, doctrine
web-column-cards = 새로 낸 카드
web-column-number = 기록 번호
web-column-at = 시각(UTC)
web-column-kind = 일어난 일
web-column-who = 본인이 정한 이름, 비었으면 프로그램
web-column-what = 나머지 내용(JSON)
web-column-question = 질문
web-column-due = 판가름 난 턴
web-column-probability = 확률(0~1)
web-column-low = 구간의 아래 끝
web-column-middle = 가운데 값
web-column-high = 구간의 위 끝
web-column-outcome = 결과: 0 또는 1, 아니면 수치
web-column-score = 브라이어 점수 또는 CRPS, 작을수록 좋음
web-column-reference = 기저율의 점수
web-column-given = 팀이 답했는지. 아니면 기저율로 침
web-column-base_probability = 기저율의 확률
web-column-base_low = 기저율의 낮은 끝
web-column-base_middle = 기저율의 가운데 값
web-column-base_high = 기저율의 높은 끝
web-column-move = 자유 행동
web-column-text = 적은 내용
web-column-allowed = 허용 여부
web-column-capital = 정치적 자본으로 치른 값
web-column-public = 모두에게 공개되었는지
web-column-effects = 지표별 효과
web-column-answer = 진행자의 답
web-column-happened = 운에 따라 실현되었는지
sessions-around = { $who }: { $level }, 같은 명령에 운과 상대를 바꾼 { $games }개 방 가운데 { $share }보다 높음(열에 아홉은 { $low }~{ $high })
sessions-around-luck = 운만 바꾸면 { $share }보다 높음
sessions-around-running = { PARTICLE($name, "은/는") } 아직 진행 중입니다. 강평에서 열립니다.
sessions-around-early = { PARTICLE($name, "은/는") } 아직 한 턴도 끝나지 않았습니다.

# ---------------------------------------------------------------- tournaments, search, programs as policies
tournament-title = 조합 { $combinations }개, 조합마다 게임 { $worlds }판, { $turns }턴. 50은 기본 정책의 성적입니다.
tournament-page = 페이지: { $path }
tournament-keep = --out DIR을 붙이면 표와 페이지를 남깁니다.
search-title = { $seat }, 게임 { $worlds }판, { $turns }턴. 50은 기본 정책의 성적이고, 이득은 가장 나은 독트린에 견준 것입니다.
search-head-policy = 정책
search-head-rating = 평점
search-head-gain = 이득
search-head-better = 나은 비율
search-plan = 계획이 { $base }에서 가장 크게 바꾸는 것(각 수단의 범위에 대한 비율, 초반·중반·후반):
search-play = 상대로 겨루기: techrace run --policy { $seat }={ $policy }
play-row = { $folder }의 { $run }번 게임입니다. { $at }턴부터 당신이 둡니다. 그 전은 그 게임의 정책이 둔 그대로입니다.
play-row-was = 그 게임의 결과는 { $outcomes }였습니다. 더 잘하실 수 있습니까?

# ---------------------------------------------------------------- end of the sections that fronts own

cards-points = 예산점
cards-lasts = 턴
cards-default = 평소: 점수, 지표
cards-cold = 냉랭할 때: 점수, 지표
cards-detente = 데탕트: 점수, 지표
cards-late = 막판: 점수, 지표
cards-unseen = 안 보임
cards-nothing-seen = { $seat }의 { $card }: 플레이어 눈에 띄는 변화가 없다.
cards-always-pays = { $seat }의 { $card }: 어떤 상황에서도 이득이다.
cards-always-best = { $seat }의 { $card }: 어떤 상황에서도 가장 좋은 카드다.
cards-all-depend = 모든 카드가 눈에 띄고, 어떤 상황에서나 이득인 카드도 늘 가장 좋은 카드도 없다.
cards-never-pay = 이 상황들에서 점수가 0.5 이상 오르지 않아 지표를 보고 쓰는 카드: { $cards }

error-at = { $place }: { $what }
error-unknown-near = 없는 { $kind ->
    [state] 나라
    [seat] 자리
    [figure] 지표
    [lever] 레버
    [form] 양식
    [partner] 상대
    [number] 수치
    [word] 낱말
    [name] 이름
    [layer] 층
    [sector] 부문
    [market] 시장
    [holder] 보유국
    [region] 지역
    [ecosystem] 생태계
    [camp] 진영
    [side] 진영
    [place] 곳
    [assumption] 가정
    [account] 설명 방식
    [baseline] 기준
    [policy] 노선
   *[other] { $kind }
  }입니다: { $name }. '{ $near }' 말인가요?
error-unknown-list = 없는 { $kind ->
    [state] 나라
    [seat] 자리
    [figure] 지표
    [lever] 레버
    [form] 양식
    [partner] 상대
    [number] 수치
    [word] 낱말
    [name] 이름
    [layer] 층
    [sector] 부문
    [market] 시장
    [holder] 보유국
    [region] 지역
    [ecosystem] 생태계
    [camp] 진영
    [side] 진영
    [place] 곳
    [assumption] 가정
    [account] 설명 방식
    [baseline] 기준
    [policy] 노선
   *[other] { $kind }
  }입니다: { $name }. 쓸 수 있는 것: { $allowed }
error-unknown-more = 없는 { $kind ->
    [state] 나라
    [seat] 자리
    [figure] 지표
    [lever] 레버
    [form] 양식
    [partner] 상대
    [number] 수치
    [word] 낱말
    [name] 이름
    [layer] 층
    [sector] 부문
    [market] 시장
    [holder] 보유국
    [region] 지역
    [ecosystem] 생태계
    [camp] 진영
    [side] 진영
    [place] 곳
    [assumption] 가정
    [account] 설명 방식
    [baseline] 기준
    [policy] 노선
   *[other] { $kind }
  }입니다: { $name }. 쓸 수 있는 것: { $allowed } 외 { $more }개
error-unknown-none = 없는 { $kind ->
    [state] 나라
    [seat] 자리
    [figure] 지표
    [lever] 레버
    [form] 양식
    [partner] 상대
    [number] 수치
    [word] 낱말
    [name] 이름
    [layer] 층
    [sector] 부문
    [market] 시장
    [holder] 보유국
    [region] 지역
    [ecosystem] 생태계
    [camp] 진영
    [side] 진영
    [place] 곳
    [assumption] 가정
    [account] 설명 방식
    [baseline] 기준
    [policy] 노선
   *[other] { $kind }
  }입니다: { $name }. 여기에는 아무것도 쓸 수 없습니다
error-instead = { $what } 대신: { $instead }
error-policies-of-a-game = --policy: 이미 시작된 게임에는 정책이 정해져 있습니다. --policy를 빼세요.
error-one-number = 이름별 값이 아니라 숫자 하나를 받습니다
error-no-number = 숫자가 아닙니다: { $value }
error-no-number-or-mapping = 숫자도, { $allowed }에 대한 값도 아닙니다: { $value }
error-no-condition = 조건이 아닙니다: { $value }
error-no-expression = 숫자도 식도 아닙니다: { $value }
error-no-points = 예산 항목별 점수가 아닙니다: { $value }. 예: {"{"}science: 0.05{"}"}
error-points = -1에서 1 사이를 벗어납니다: { $value }(0.05는 예산 5점)
error-outside = { $low }에서 { $high } 사이를 벗어납니다: { $value }
error-no-orders = 레버별 값이 아닙니다: { $value }. 예: {"{"}open: 0.8{"}"}
error-split = 나눔 비율입니다. 이름과 몫을 쓰세요. 예: {"{"}{ $name }: 0.5{"}"}
error-turn = { $turn }턴: 게임에는 { $first }턴부터 { $last }턴까지 있습니다
error-by-the-clock = { $policy }: 시계로 재는 탐색은 할 때마다 달리 둡니다. 대신 rollouts={ $rollouts }로 쓰세요
error-too-slow = { $policy }: 자리에서 기다리기에는 너무 오래 걸립니다. 자리에서는 rollouts가 { $most }까지입니다
error-game-turns = 게임의 턴은 1부터 { $last }까지입니다
error-run-turns = 이 실행에는 1턴부터 { $last }턴까지 있습니다
error-figure = 지표 { $figure }: { $what }
error-figure-form = 이름을 쓰고, 무엇의 지표인지 대괄호 안에 쓰세요. 예: gdp[{ $state }]
error-figure-names = { $name }에는 이름이 { $wanted }개 필요한데 { $given }개를 썼습니다. 이렇게 쓰세요: { $form }
error-world = 세계 { $world }: 이 실행에는 0부터 { $last }까지 있습니다
error-span = { $first }:{ $last }턴: 게임은 0부터 { $turns }까지입니다. 앞선 턴부터 a:b로 쓰세요
error-since = { $since }턴부터: 견줄 턴은 0부터 구간의 첫 턴인 { $first } 사이여야 합니다
error-secret-figure = { $figure }: 디브리프 전에는 아무도 이 지표를 정확히 모릅니다. 우리 지표나 공개 지표를 물으세요
error-nothing-ordered = { $seat }: { $turn }턴부터 기본 명령 말고는 내린 것이 없습니다. 다른 명령을 쓰세요
error-number = { $word }: 숫자가 아닙니다. 30처럼 쓰세요
error-percent = { $word }: { $low }에서 { $high } 사이의 퍼센트로 쓰세요
error-dial-names = { $name }: 이름이 { $wanted }개 필요한데 { $given }개를 썼습니다. 쓰는 법: help { $name }
error-no-seat = --as: 맡을 자리를 쓰세요. { $world }에는 { $allowed }
error-no-cards = --cards: 세계 { $world }에는 { $seat }의 카드가 없습니다. --cards를 빼세요
error-no-game = { $folder }: 이어 할 게임이 없습니다. techrace play로 시작하세요
error-not-in-terminal = 세션 '{ $name }': 터미널에서 두는 사람이 없습니다. techrace sessions show { $name }
error-orders-form = --orders { $text }: 나라='{"{"}레버: 값{"}"}'으로 쓰세요. 예: --orders korea='{"{"}open: 0.8{"}"}'
error-glued = { $text }: 쌍점 뒤를 띄우세요. 예: '{"{"}open: 0.8{"}"}'
error-doctrine-form = --doctrine { $text }: 나라=노선으로 쓰세요
error-no-file-here = 폴더이거나 폴더 안에 없습니다. 있는 폴더 안의 파일을 쓰세요
error-idle-option = 여기서는 아무 일도 하지 않습니다. 함께 쓸 것: { $needs }
error-own-doctrine = { $state }: 묻는 쪽은 초안을 따릅니다. 다른 나라를 쓰세요
error-no-claims = 주장이 하나도 없습니다
error-whose = --of: 누구의 레버인가요? { $allowed } 중 하나
error-turns-form = --turns { $text }: 두 턴을 a:b로 쓰세요. 예: 4:12
error-of-a-game = 이어 하는 게임은 시작할 때 이미 정해졌습니다. 빼세요
error-script-text = UTF-8 글 파일이 아닙니다. 한 줄에 명령 하나씩 쓰세요
error-cards-or-full = --cards와 --full 중 하나만 고르세요
error-row-alone = --row: 실행에는 세계와 운이 이미 들어 있습니다. 세계 이름, --seed, --resume을 빼세요
error-row-form = --row { $row }: 폴더:번호로 쓰세요. 예: runs/mine:812
error-session-name = 세션 { $name }: 이름에는 영문 소문자, 숫자, -만 쓰고 글자나 숫자로 시작하세요
error-session-near = { $folder }: '{ $name }' 세션이 없습니다. '{ $near }'을(를) 뜻했나요?
error-session-list = { $folder }: '{ $name }' 세션이 없습니다. 있는 것: { $allowed }
error-session-none = { $folder }: '{ $name }' 세션이 없습니다. 아직 하나도 없습니다
error-session-exists = 같은 이름의 세션이 이미 있습니다
error-file = 읽을 수 없습니다: { $what }
error-file-write = 쓸 수 없습니다: { $what }
error-file-exists = 같은 이름의 파일이 이미 있습니다. 다른 이름을 쓰세요
error-log-damaged = 기록이 손상되었습니다: { $what }. 자세한 것은 techrace sessions verify { $name }
error-log-missing = { $event }번 사건이 없습니다
error-log-changed = { $event }번 사건이 처음 쓰인 것과 다르거나 앞 사건과 이어지지 않습니다
error-log-short = { $last }번 사건에서 끝나지만 { $written }개가 쓰였습니다
error-log-lost = 저장을 확인한 사건은 { $acknowledged }개인데 { $there }개만 있습니다
error-log-other = { $event }번 사건이 저장을 확인한 그 사건이 아닙니다
error-log-command = 마지막 명령에 속하는 { $event }번 사건이 없습니다
error-log-empty = 비어 있습니다
error-log-note = { $file } 파일이 없거나 손상되어 기록이 온전한지 알 수 없습니다
error-log-newer = 더 새로운 techrace가 쓴 파일입니다(형식 { $format }, 이 프로그램은 { $known }까지)
error-log-strange = { $event }번 사건을 읽을 수 없습니다. 더 새로운 techrace가 쓴 것일 수 있습니다
error-log-impossible = 게임에서 일어날 수 없는 일이 적혀 있습니다. 다른 techrace가 쓴 것일 수 있습니다
error-log-hopeless = 첫머리조차 읽을 수 없습니다. 내보낸 파일이 있으면 가져오세요
error-log-gone = 그사이 세션이 지워졌거나 옮겨졌습니다
error-log-shared = 다른 프로그램이 이 세션에 썼습니다. 다시 여세요
error-export-header = 내보낸 세션이 아닙니다. 첫 줄에 '{ $format }'이 있어야 합니다
error-export-text = 내보낸 세션이 아닙니다. 글 파일도 아닙니다
error-export-line = 내보낸 세션의 줄이 아닙니다. 파일이 잘렸을 수 있습니다
error-export-link = { $event }번 사건이 앞줄과 이어지지 않습니다
error-export-short = 사건 { $events }개 중 { $held }개만 있고 나머지가 없습니다
error-export-other = 다른 버전이 쓴 것이라 그대로 옮길 수 없습니다

# ---------------------------------------------------------------- 실험: 주장, 역사 검증, 레버의 힘
drawn-none = 기본값
drawn-declared = 선언한 범위에서
drawn-calibrated = 역사의 학습 기간에 맞춤
claims-cut = [{ $turn }턴까지만]
backtest-inside = 적중
strength-title = 레버의 힘: { $world }
strength-legend = 얻거나 잃은 평점(왼쪽: 강하게, 오른쪽: 끔). 테두리: 움직여야 할 것을 하나도 움직이지 못한다.
strength-strong = 강하게
strength-off = 끔
strength-points = 평점 [95 %], 이어서 결과
strength-idle = 효과 없음
strength-moves-nothing = { $seat }, { $lever }: 움직여야 할 것을 하나도 움직이지 못한다.
strength-dominant = { $seat }, { $lever }({ $way }): 세계의 { $share }에서 함께 시험한 다른 모든 레버보다 낫다({ $points }점).
figure-example = 예: { $figure } — { $says }
