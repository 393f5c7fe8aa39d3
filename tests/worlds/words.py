"""The words that the names of a made-up folder are drawn from, one list for each kind of name."""

from __future__ import annotations

EVERYDAY = tuple(
    """
    Target Block Square Take Open Check Net Fair Even Still Bolt Lumen Sage Harbor Maple Compass Scale Match Bridge Clear
    Option Gap Note Notion Figure Affirm Plaid Toast Box Brave Dash Chime Stripe Elastic Unity Rapid Sharp Wise Indeed
    Honest Flex Ramp Signal Sonder Rally Guild Faire Apple Amazon Oracle Shell Gusto Ripple Anchor Arrow Atlas Autumn Axiom
    Badge Bamboo Banner Basin Beacon Bench Better Beyond Birch Blend Bloom Blossom Board Bold Bonfire Book Border Branch
    Breeze Brick Bright Brook Bucket Button Cabin Cactus Camp Canary Candle Candor Canvas Canyon Carbon Cedar Chalk Chance
    Change Charm Charter Chart Chess Choice Circle Citizen Clarity Clay Clever Cliff Climb Clock Cloudy Clover Coast Coin
    Column Comet Common Copper Coral Corner Cotton Counter Cove Craft Crane Credit Crest Cricket Crown Cube Current Curve
    Custom Cycle Daily Dawn Deal Decent Deep Delta Desk Diamond Digit Dime Direct Domain Door Dot Double Dove Draft Dream
    Drift Drive Drop Drum Dune Eagle Early Earth East Easy Echo Edge Element Elm Ember Empire Enough Equal Ever Every Exact
    Extra Fabric Fact Falcon Family Feather Fern Field Final Find Fine Fire First Fit Flag Flame Flash Fleet Flint Float
    Flow Flower Focus Forest Forge Form Fort Forward Fox Frame Free Fresh Frog Front Frost Future Garden Gate Gather Gem
    Gentle Giant Glass Glide Globe Glow Gold Good Grace Grain Grand Granite Grape Grasp Green Grid Grove Guard Guide Habit
    Half Hall Handy Happy Harvest Haven Hawk Hazel Heart Hello Help Here Hinge Hive Hold Home Honey Hope Horizon Hour House
    Human Icon Idea Impact Inch Ink Iron Island Ivory Jade Jet Join Joy Jump Just Keen Keep Kettle Key Kind Kite Knot
    Ladder Lake Lamp Lantern Large Later Laurel Leaf League Lean Ledger Left Lemon Lens Letter Lever Light Like Lily Lime
    Line Link Lion List Live Local Lock Loft Logic Long Look Loop Lotus Loud Lucid Luck Lunar Lyric Magnet Main Make Mango
    Marble Margin Mark Market Mason Mast Mate Meadow Meet Mercury Merge Merit Mesh Method Might Mile Mind Mint Mirror Mist
    Modern Moment Moon More Morning Moss Most Motion Mountain Move Much Muse Near Neat Nest New Next Nice Night Noble Noon
    North Novel Now Oak Oasis Ocean Offset Olive Once Onward Orange Orbit Orchard Order Otter Outer Over Owl Oxygen Page
    Palm Panel Paper Parallel Park Path Patch Peak Pear Pebble Pencil Perfect Phase Piece Pier Pillar Pilot Pine Pioneer
    Pitch Pixel Plain Plan Planet Plenty Plum Plus Pocket Point Polar Pond Pool Poppy Port Post Prairie Present Press
    Prime Print Prism Promise Proof Proper Public Pulse Pure Push Puzzle Quarter Quartz Quest Quick Quiet Quill Radar
    Radius Rain Range Raven Reach Ready Real Reason Recent Reef Relay Rely Remote Rest Right Ring Rise River Road Robin
    Rocket Roof Room Root Rose Round Route Ruby Rule Run Saddle Safe Sail Salt Same Sand Save Scout Sea Season Second
    Seed Sense Set Shade Share Shift Shine Ship Shore Short Side Silk Silver Simple Single Sketch Sky Slate Slice Small
    Smart Smile Snow Solid Some Sonic Soon Sound South Space Spark Spell Spice Spin Splash Spoke Spot Spring Sprout Spruce
    Stack Stage Star Start State Steady Steam Steel Stem Step Stone Store Storm Story Straight Stream Street Strong Studio
    Such Sugar Summit Sun Sure Surf Swan Sweet Swift Switch Table Tandem Tempo Tent Then There Thread Thrive Tide Tiger
    Tilt Timber Time Together Token Tomorrow Top Torch Touch Tower Track Trade Trail Tree Trek Tribe True Trust Try Tulip
    Turn Twig Twist Under Union Unit Until Upper Upstart Valley Value Vast Vault Velvet Venture Verse Very View Village
    Vine Vision Vista Vital Vivid Voice Wagon Walk Wall Walnut Warm Watch Water Wave Way Well West Wheel When Whole Wide
    Wild Willow Win Wind Window Wing Winter Wish With Wonder Wood Work World Worth Yes Yet Yield Young Zebra Zenith Zero
    """.split()
)
ROLE_WORDS = tuple(
    """
    Engineer.ai Manager Data Security Analyst Designer Architect Director Platform Product Research Scientist Developer
    Software Lead Principal Recruiter Consultant Partner Operations Marketing Finance Design Cloud Frontend Backend
    DevOps Mobile Infrastructure Growth Sales Support Quality Program Project Systems Network Hardware Manager.ai
    Designer.com Analyst.io Engineer People Developer.io Robotics Staff
    """.split()
)
PAY_WORDS = tuple(
    """
    Comp Bonus Equity Base Stock Options Grant Vest Vesting Offer Package Perks Benefits Raise Band Level Levels Total
    Cash Carry Refresh Signing Severance Pension Allowance Overtime Commission Income Earnings Fee Reward Rewards Wage
    Share-Plan Payday Payroll Premium
    """.split()
)
PLACES = tuple(
    """
    Denver Austin Phoenix Lincoln Boston Dublin Oslo Geneva Lisbon Milan Cleveland Houston Dallas Paris Berlin Vienna
    Bristol Cambridge Windsor Jersey Memphis Savannah Aspen Verona Lima Havana Cairo Kent Devon York Durham Richmond
    Madison Jackson Orlando Sydney Victoria Florence Chelsea Brooklyn Georgia Virginia Carolina Dakota Montana Nevada
    """.split()
)
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
MONTHS = tuple("January February March April May June July August September October November December".split())
NUMBERS = tuple(
    """
    Four Eleven Seven Nine Twelve Twenty Thirty Forty Fifty Hundred Two Three Five Six Eight Ten Thirteen Million Sixteen
    Ninety Seventeen Dozen
    """.split()
)
COUNTED = tuple("signals lanes pines bridges threads arrows keys doors stones mules sparrows rivers".split())
# One or two characters that mean nothing else in talk about work, pay, levels and places.
LETTERS = (
    "X", "Q", "Z", "V", "K", "R", "J", "W", "Y", "GE", "HM", "BT",
    *(f"{letter}{digit}" for letter in "XQVZHJY" for digit in "2345789"),
    *(a + b for a in "BCFGJKQRVXZ" for b in "BDFGJKNQVXZ" if a != b and a + b not in {"GB", "CD", "BK", "CV", "CN", "RN"}),
)  # fmt: skip
AREAS = tuple("Payments Security Health Games Cloud Energy Logistics Media Insurance Mobility Biotech Europe".split())
TRADES = tuple(
    """
    Traders Systems Labs Foods Motors Financial Bank Health Energy Airlines Robotics Logistics Media Insurance Partners
    Networks Semiconductor Dynamics Therapeutics Software Technologies Group Industries Studios Retail Pharma
    """.split()
)
ENDINGS = ("com", "io", "ai", "dev", "co", "app")
TICKERS = tuple(
    """
    OPEN CASH LOVE PLAY FAST EDIT NOW ALLY BILL CARS COST CAKE DISH EARN EAST FIVE FORM GOOD GRAB HOPE JOBS KEYS KIND
    LIFE LOW MAIN MORE NET NICE ONE PATH PLAN PLUS REAL RUN SAFE SHIP SKY SNAP SOUL SURE TEAM TELL TRUE WELL WISH WORK
    """.split()
)
COMMON_ROLES = (
    "Software Engineer", "Data Engineer", "Data Scientist", "Product Manager", "Product Designer", "Engineering Manager",
    "Machine Learning Engineer", "DevOps Engineer", "Security Engineer", "Solutions Architect", "Technical Program Manager",
    "Data Analyst", "Site Reliability Engineer", "Frontend Engineer", "Backend Engineer", "Business Analyst",
    "Research Scientist", "Sales Engineer", "Account Executive", "Customer Success Manager", "QA Engineer",
    "UX Researcher", "Marketing Manager", "ML/AI Engineer",
)  # fmt: skip
SPECIAL_ROLES = (
    "Lakehouse Platform Engineer", "Fraud Rules Analyst", "Grid Forecasting Scientist", "Payments Ledger Engineer",
    "Route Planning Engineer", "Credit Risk Modeler", "Robotics Perception Engineer", "Trust and Safety Specialist",
    "Quantitative Developer", "Clinical Data Manager", "Developer Advocate", "Compiler Engineer",
)  # fmt: skip
REGIONS = (
    "London", "New York", "Berlin", "Los Angeles", "Atlanta", "Seattle", "San Francisco", "Chicago", "Austin", "Boston",
    "Dublin", "Paris", "Amsterdam", "Stockholm", "Zurich", "Munich", "Madrid", "Tokyo", "Bangalore", "Tel Aviv", "Warsaw",
    "Manchester", "Denver", "Oslo",
)  # fmt: skip
