"""Chains that many malls have, by kind, under the names that people use for them: a directory often has only one.

Public facts about well-known brands, used to find a shop or its like, never to say anything of it. The
kinds are words of `assistant/data/kinds.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.text import fold

_FEWEST_LETTERS, _FEWEST = 4, 3  # of a chain's name that begins another one: Latin, Chinese
# What follows a name that is a word too where it is the chain all the same: Mango Man, Apple Store, Boots Pharmacy.
_OF_A_BRANCH = re.compile(
    r"(?:(?:(?:premium|authori[sz]ed|official) )*(?:re-?seller|dealer|store|shop)|man|men|woman|women|kids|baby|home|outlet|express|coffee|cafe|pharmacy|cosmetics|factory|optical|店|专卖店|授权店|旗舰店|之家|便利店|体验店)(?: .*)?"
)

BY_KIND: dict[str, tuple[tuple[str, ...], ...]] = {
    "咖啡": (
        ("Caffè Nero", "Café Nero", "Caffe Nero"), ("意利咖啡", "illy", "illy Caffè"), ("Juan Valdez", "胡安帝滋"), ("Jamaica Blue",),
        ("Pret A Manger", "Pret"), ("麦咖啡", "McCafé"), ("Peet's Coffee", "皮爷咖啡"), ("Gloria Jean's", "高乐雅"), ("Tully's",),
        ("Blue Bottle", "Blue Bottle Coffee", "蓝瓶咖啡"),  
        ("星巴克", "Starbucks"), ("瑞幸", "瑞幸咖啡", "Luckin", "luckin coffee", "小蓝杯"), ("太平洋咖啡", "Pacific Coffee"),
        ("Costa", "Costa Coffee", "咖世家"), ("Tims", "Tim Hortons", "天好咖啡"), ("阿拉比卡", "Arabica", "% Arabica"),
        ("Manner", "Manner Coffee"), ("库迪", "库迪咖啡", "Cotti"),
    ),
    "快餐": (
        ("Hardee's", "Hardees", "哈迪斯"), ("Popeyes", "派派思"), ("Taco Bell", "塔可贝尔"), ("Wendy's", "温迪汉堡"),
        ("Five Guys",), ("Shake Shack", "昔客堡"), ("Carl's Jr.", "Carl's Jr", "卡乐星"), ("Texas Chicken", "Church's Chicken"), ("Charleys", "Charleys Philly Steaks"),
        ("Jollibee", "快乐蜂"), ("摩斯汉堡", "MOS Burger"), ("Nando's", "Nandos"), ("Panda Express", "熊猫快餐"),
        ("麦当劳", "McDonald's", "McDonalds", "金拱门"), ("肯德基", "KFC", "开封菜"), ("汉堡王", "Burger King"),
        ("赛百味", "Subway"), ("华莱士", "Wallace"), ("吉野家", "Yoshinoya"), ("大家乐", "Café de Coral"),
        ("美心MX", "Maxim's MX"),
    ),
    "西餐": (
        ("棒约翰", "Papa John's", "Papa Johns"), ("The Pizza Company",), ("Vapiano",), ("PizzaExpress", "Pizza Express", "比萨马上诺"), ("Little Caesars",),
        ("TGI Fridays",), ("Famous Dave's", "Famous Daves"), ("Denny's", "Dennys"), ("Chili's", "Chilis"), ("芝乐坊", "The Cheesecake Factory", "Cheesecake Factory"),
        ("Hard Rock Cafe", "硬石餐厅"), ("IHOP",), ("Outback Steakhouse", "澳拜客"), ("Ruth's Chris", "茹丝葵"), 
        ("必胜客", "Pizza Hut"), ("达美乐", "Domino's"), ("萨莉亚", "Saizeriya"), ("蓝蛙", "Blue Frog"),
    ),
    "火锅": (
        ("海底捞", "Haidilao"), ("呷哺呷哺", "Xiabu Xiabu"), ("小龙坎",), ("巴奴",), ("凑凑",),
    ),
    "中餐": (
        ("华馆", "P.F. Chang's", "P.F Changs", "PF Changs"),
        ("鼎泰丰", "Din Tai Fung"), ("添好运", "Tim Ho Wan"), ("外婆家", "Grandma's Home"), ("西贝", "西贝莜面村"),
        ("翠华", "翠华餐厅", "Tsui Wah"), ("太二", "太二酸菜鱼"), ("绿茶餐厅",), ("新白鹿",), ("南京大牌档",), ("眉州东坡",),
    ),
    "拉面": (
        ("一兰", "一兰拉面", "Ichiran"), ("味千拉面", "Ajisen"),
    ),
    "日料": (
        ("Wagamama", "瓦格马马"), ("Yo! Sushi", "YO Sushi"),
        ("寿司郎", "Sushiro"), ("元气寿司", "Genki Sushi"), ("争鲜",),
    ),
    "奶茶": (
        ("喜茶", "HEYTEA"), ("奈雪", "奈雪的茶", "Nayuki"), ("贡茶", "Gong cha"), ("日出茶太", "Chatime"),
        ("霸王茶姬", "Chagee"), ("蜜雪冰城", "Mixue"), ("茶百道",), ("古茗",), ("一点点", "1点点"),
        ("沪上阿姨",), ("茶颜悦色", "Sexytea"), ("书亦烧仙草",), ("益禾堂",), ("甜啦啦",), ("爷爷不泡茶",), ("柠季",), ("KOI", "KOI Thé"), ("都可", "CoCo都可", "CoCo奶茶"),
    ),
    "甜品": (
        ("Godiva", "歌帝梵"), ("Lindt", "瑞士莲"), ("Patchi",), ("Bateel",),
        ("哈根达斯", "Häagen-Dazs"), ("鲜芋仙", "MeetFresh", "Meet Fresh"), ("许留山", "Hui Lau Shan"),
    ),
    "便利店": (
        ("7-11", "711", "7-Eleven", "7-ELEVEn", "seven eleven"), ("全家", "FamilyMart", "Family Mart"),
        ("罗森", "LAWSON"), ("OK便利店", "Circle K"),
    ),
    "超市": (
        ("LuLu Hypermarket", "LuLu"), ("Spinneys",), ("Waitrose",), ("Tesco", "乐购"), ("Aldi", "奥乐齐"), ("Lidl",), ("Coop",), ("Géant", "Geant"), ("Auchan", "欧尚"),
        ("盒马", "盒马鲜生", "Freshippo"), ("永辉", "永辉超市", "Yonghui"), ("麦德龙", "METRO"),
        ("百佳", "百佳超级市场", "PARKnSHOP"), ("玛莎百货", "玛莎", "马莎", "英国马莎", "Marks & Spencer", "Marks and Spencer", "M&S"), ("大润发", "RT-Mart"),
        ("沃尔玛", "Walmart"), ("山姆", "Sam's Club"), ("家乐福", "Carrefour"), ("开市客", "Costco"),
    ),
    "药妆": (
        ("屈臣氏", "Watsons"), ("万宁", "Mannings"), ("松本清", "Matsumoto Kiyoshi"), ("康是美", "Cosmed"), ("札幌药妆", "Sapporo Drug Store"),
        ("日药本铺", "JPMED"),
    ),
    "药店": (
        ("Boots", "博姿"), ("Walgreens", "沃尔格林"), ("CVS", "CVS Pharmacy"), ("松本清", "Matsumoto Kiyoshi"),
        ("屈臣氏", "Watsons"), ("万宁", "Mannings"),
    ),
    "化妆品": (
        ("魅可", "MAC", "M·A·C", "MAC Cosmetics"), ("岚舒", "LUSH"), ("Bath & Body Works", "Bath and Body Works"), ("KIKO Milano", "KIKO"), ("Inglot",),
        ("The Face Shop", "菲诗小铺"), ("悦诗风吟", "innisfree"), ("倩碧", "Clinique"), ("贝玲妃", "Benefit"), ("芭比波朗", "Bobbi Brown"), ("祖玛珑", "Jo Malone"),
        ("Rituals",), ("资生堂", "Shiseido"), ("Charlotte Tilbury",), ("Faces", "Wojooh"),
        ("莎莎", "Sa Sa", "SASA"), ("丝芙兰", "Sephora"), ("美体小铺", "The Body Shop"), ("欧舒丹", "L'Occitane"),
        ("雅诗兰黛", "Estée Lauder"), ("兰蔻", "Lancôme"), ("欧莱雅", "L'Oréal"), ("科颜氏", "Kiehl's"),
        ("香奈儿", "Chanel"), ("迪奥", "Dior"),
    ),
    "珠宝": (
        ("Damas",), ("Pure Gold", "Pure Gold Jewellers"), ("Joyalukkas",), ("Malabar Gold", "Malabar Gold & Diamonds"), ("Kalyan Jewellers",), ("APM Monaco",),
        ("梵克雅宝", "Van Cleef & Arpels"), ("Tanishq",), ("Claire's",), ("Bijou Brigitte",),
        ("周大福", "Chow Tai Fook"), ("周生生", "Chow Sang Sang"), ("六福珠宝", "Lukfook"), ("潘多拉", "Pandora"),
        ("施华洛世奇", "Swarovski"), ("卡地亚", "Cartier"), ("蒂芙尼", "Tiffany", "Tiffany & Co."), ("宝格丽", "Bvlgari"),
    ),
    "手表": (
        ("斯沃琪", "Swatch"), ("Rivoli",), ("卡西欧", "Casio", "G-Shock"), ("精工", "Seiko"), ("泰格豪雅", "TAG Heuer"), ("万国", "IWC"), ("Fossil",),
        ("西铁城", "Citizen"), ("万宝龙", "Montblanc", "Mont Blanc"),
        ("劳力士", "Rolex"), ("欧米茄", "Omega"), ("浪琴", "Longines"), ("天梭", "Tissot"), ("百年灵", "Breitling"),
    ),
    "衣服": (
        ("阿贝克隆比", "Abercrombie & Fitch"), ("Aéropostale", "Aeropostale"), ("汤米希尔费格", "Tommy Hilfiger"), ("鳄鱼", "Lacoste"),
        ("拉夫劳伦", "Ralph Lauren", "Polo Ralph Lauren"), ("盖尔斯", "Guess"), ("Calvin Klein", "卡尔文克莱恩", "CK"), ("Pull & Bear", "Pull&Bear"), ("巴适卡", "Bershka"), ("Stradivarius",),
        ("玛西莫都蒂", "Massimo Dutti"), ("OVS",), ("New Yorker",), ("LC Waikiki",), ("Max Fashion",), ("Splash",), ("Gant", "甘特"), ("Hugo Boss", "雨果博斯"), ("Armani", "阿玛尼"),
        ("DKNY", "唐可娜儿"), ("Carolina Herrera", "卡罗琳娜海莱拉"), ("皮尔卡丹", "Pierre Cardin"), ("切瑞蒂", "Cerruti 1881", "Cerruti"), ("Celio",), ("Springfield",), ("U.S. Polo Assn.", "US Polo", "US Polo Assn"),
        ("Beverly Hills Polo Club",), ("Balmain", "巴尔曼"), ("Boggi Milano", "Boggi"), ("Betty Barclay",), ("Forever 21",), ("River Island",), ("Next",),
        ("Monsoon",), ("Debenhams",), ("Esprit", "思捷"), ("Diesel",), ("Superdry", "极度干燥"), ("范思哲", "Versace"), ("Michael Kors",), ("Ted Baker",), ("Reiss",), ("COS",), ("Topshop",), ("American Eagle", "美鹰"),
        ("Hollister", "霍利斯特"), ("Desigual",), ("Benetton", "贝纳通", "United Colors of Benetton"), ("Moncler", "盟可睐"), ("Brioni",), ("Villebrequin",), 
        ("优衣库", "UNIQLO"), ("GU", "极优"), ("H&M", "海恩斯莫里斯"), ("飒拉", "ZARA"), ("盖璞", "GAP"),
        ("佐丹奴", "Giordano"), ("堡狮龙", "bossini"), ("李维斯", "Levi's"), ("海澜之家", "HLA"),
        ("杰克琼斯", "Jack & Jones"), ("江南布衣", "JNBY"), ("太平鸟",), ("欧时力", "ochirly"), ("UR", "Urban Revivo"),
        ("Mango",), ("Primark",), ("博柏利", "巴宝莉", "Burberry"), ("芬迪", "Fendi"), ("巴黎世家", "Balenciaga"),
        ("圣罗兰", "Saint Laurent", "YSL"),
    ),
    "家居": (
        ("大创", "Daiso"), ("Mumuso", "木槿生活"), ("Homes R Us",), ("Home Centre", "Home Center"), ("Pottery Barn",), ("Crate & Barrel",), ("West Elm",), ("唯宝", "Villeroy & Boch"), ("Marina Home",),
        ("Jashanmal",), ("Zara Home",), ("H&M Home",), ("Pan Home",), ("Tefal", "特福"), ("双立人", "Zwilling"),
        ("无印良品", "MUJI"), ("名创优品", "MINISO"), ("宜家", "IKEA"), ("宜得利", "NITORI"),
    ),
    "运动品牌": (
        ("安德玛", "Under Armour"), ("锐步", "Reebok"), ("GO Sport",), ("JD Sports",), ("Sun & Sand Sports",), ("Intersport",), ("Sports Direct",), ("亚瑟士", "ASICS"), ("Umbro", "茵宝"), ("速比涛", "Speedo"),
        ("耐克", "NIKE"), ("阿迪达斯", "阿迪", "adidas"), ("安踏", "ANTA"), ("李宁", "LI-NING"), ("斐乐", "FILA"),
        ("迪卡侬", "Decathlon"), ("斯凯奇", "Skechers"), ("露露乐蒙", "lululemon"), ("新百伦", "New Balance"), ("彪马", "PUMA"), ("匡威", "Converse"),
    ),
    "户外": (
        ("哥伦比亚", "Columbia"), ("北面", "The North Face", "North Face"), ("巴塔哥尼亚", "Patagonia"),
        ("始祖鸟", "Arc'teryx"),
    ),
    "玩具": (
        ("Hamleys", "哈姆雷斯"), ("Build-A-Bear", "Build-A-Bear Workshop"), ("Early Learning Centre", "ELC"), ("The Entertainer",),
        ("乐高", "LEGO"), ("泡泡玛特", "POP MART"), ("玩具反斗城", "Toys R Us", "ToysRUs"),
    ),
    "数码": (
        ("iStyle",), ("Sharaf DG",), ("Jumbo Electronics",), ("Axiom Telecom",), ("索尼", "Sony"), ("LG",), ("Bose",), ("OPPO",), ("vivo",), ("戴森", "Dyson"), ("Virgin Megastore",), ("Best Buy", "百思买"), ("Emax",), 
        ("苹果", "Apple", "苹果店"), ("三星", "Samsung"), ("华为", "Huawei"), ("小米", "小米之家", "Xiaomi"),
        ("大疆", "DJI"), ("丰泽", "Fortress"),
    ),
    "汽车": (
        ("蔚来", "NIO"), ("特斯拉", "Tesla"),
    ),
    "银行": (
        ("花旗银行", "花旗", "Citibank", "Citi Bank", "Citi"), ("渣打", "渣打银行", "Standard Chartered"), ("First Abu Dhabi Bank", "FAB", "阿布扎比第一银行"), ("ADCB", "Abu Dhabi Commercial Bank"),
        ("Emirates NBD",), ("ADIB", "Abu Dhabi Islamic Bank"), ("Mashreq",), ("Barclays", "巴克莱"), ("Santander",), ("DBS", "星展银行"), ("恒生银行", "Hang Seng Bank"),
        ("汇丰", "汇丰银行", "HSBC"), ("中国银行", "中银", "Bank of China"), ("工商银行", "工行", "ICBC"),
        ("建设银行", "建行", "CCB"), ("招商银行", "招行", "CMB"), ("农业银行", "农行", "ABC银行"),
    ),
    "书店": (
        ("Borders", "博德斯"), ("WHSmith", "WH Smith"), ("Waterstones", "水石书店"), ("Barnes & Noble",), ("Kinokuniya", "纪伊国屋", "Books Kinokuniya"), ("Jarir Bookstore",), ("Magrudy's",),
        ("诚品", "诚品生活", "eslite"), ("商务印书馆", "The Commercial Press"), ("西西弗", "西西弗书店", "Sisyphe"), ("言几又",),
        ("中信书店",),
    ),
    "童装": (
        ("巴拉巴拉", "Balabala"),
    ),
    "早教": (
        ("金宝贝", "Gymboree"),
    ),
    "电影院": (
        ("VOX Cinemas", "VOX Cinema", "VOX影院"), ("Reel Cinemas",), ("Odeon Cinemas",), ("AMC", "AMC Theatres"), ("Cineworld",), ("百老汇", "Broadway Cinema"),
        ("万达影城", "Wanda Cinema"), ("英皇戏院", "Emperor Cinemas"), ("CGV", "CGV影城"), ("UME",), ("ODEON",),
    ),
    "面包": (
        ("Dunkin'", "Dunkin", "Dunkin' Donuts", "Dunkin Donuts", "唐恩都乐"),
        ("保罗面包", "PAUL", "Paul Bakery", "PAUL Café"), ("Krispy Kreme", "卡卡圈坊"), ("Cinnabon",), ("拉杜丽", "Ladurée", "Laduree"), ("La Brioche",),
        ("Auntie Anne's", "安缇安"), ("Mister Donut", "美仕唐纳滋"), ("面包新语", "BreadTalk"), ("巴黎贝甜", "Paris Baguette"), ("多乐之日", "Tous les Jours"), ("Magnolia Bakery",),
        ("好利来",), ("鲍师傅",), ("85度C",), ("原麦山丘",),
    ),
    "健身": (
        ("Fitness First",), ("Gold's Gym", "金吉姆"), ("Virgin Active",), ("Anytime Fitness",), ("24 Hour Fitness",), ("Pure Fitness",),
        ("超级猩猩",), ("威尔仕", "Will's"), ("乐刻",),
    ),
    "箱包": (
        ("Furla", "芙拉"), ("Parfois",), ("mywalit",), ("Tumi", "途明"), ("Longchamp", "珑骧"), ("Kipling", "吉普林"), ("Delsey", "法国大使"),
        ("路易威登", "LV", "Louis Vuitton"), ("古驰", "Gucci"), ("爱马仕", "Hermès"), ("新秀丽", "Samsonite"), ("普拉达", "Prada"),
        ("蔻驰", "Coach"),
    ),
    "眼镜": (
        ("雷朋", "Ray-Ban", "Ray Ban"), ("欧克利", "Oakley"), ("Sunglass Hut",), ("Vision Express",), ("Specsavers",), ("LensCrafters", "亮视点"), ("Yateem", "Yateem Optician"), ("Eyewa",), ("Grand Optics",), ("JINS", "睛姿"), ("OWNDAYS",), ("Magrabi",),
        ("宝岛眼镜",), ("木九十", "MUJOSH"),
    ),
    "冰淇淋": (
        ("31冰淇淋", "Baskin-Robbins", "Baskin Robbins", "芭斯罗缤"), ("酷圣石", "Cold Stone", "Cold Stone Creamery"), ("Ben & Jerry's", "本杰瑞"), ("Venchi", "闻绮"),
        ("DQ", "冰雪皇后", "Dairy Queen"),
    ),
    "母婴": (
        ("Mothercare",), ("Babyshop", "Baby Shop"), ("Mamas & Papas",), ("Chicco", "智高"), ("卡特", "Carter's"),
        ("孩子王",), ("乐友",),
    ),
    "鞋": (
        ("其乐", "Clarks"), ("爱步", "ECCO"), ("ALDO", "ALDO Shoes"), ("小CK", "Charles & Keith"), ("卡骆驰", "Crocs"), ("勃肯", "Birkenstock"), ("史蒂夫马登", "Steve Madden"), ("娜然", "Naturalizer"),
        ("Dune London", "Dune"), ("范斯", "Vans"), ("Foot Locker", "富乐客"), ("FLO",), ("Call It Spring",), ("Nine West", "玖熙"), ("Geox", "健乐士"), ("马丁博士", "Dr. Martens"), ("UGG",), ("百丽", "Belle"),
        ("Shoe Mart", "Shoemart"), ("Hush Puppies", "暇步士"), ("Timberland", "添柏岚"), ("Payless",), ("Deichmann",), ("Bata",),
    ),
    "内衣": (
        ("维多利亚的秘密", "维密", "Victoria's Secret", "Victoria Secret"), ("La Senza",), ("黛安芬", "Triumph"), ("Women'secret", "Women's Secret"), ("Nayomi",), ("Schiesser", "舒雅"), ("Intimissimi",),
        ("Calzedonia",), ("Oysho",), ("Etam", "艾格"), ("华歌尔", "Wacoal"), ("Hunkemöller", "Hunkemoller"), 
    ),
    "电讯": (
        ("du", "du Telecom"), ("e&", "Etisalat", "阿联酋电信"), ("沃达丰", "Vodafone"), ("Virgin Mobile",), ("Orange",), ("T-Mobile",), ("中国移动", "China Mobile"), ("中国联通", "China Unicom"), ("中国电信", "China Telecom"), ("STC",), ("Ooredoo",), ("Zain",),
    ),
    "快递": (
        ("敦豪", "DHL"), ("联邦快递", "FedEx"), ("联合包裹", "UPS"), ("Aramex",), ("顺丰", "顺丰速运", "SF Express"),
    ),
    "租车": (
        ("赫兹", "Hertz", "赫兹租车"), ("安飞士", "Avis"), ("Budget Rent a Car",), ("Europcar", "欧洛普卡"), ("Sixt",), ("神州租车",), ("一嗨租车",),
    ),
    "换汇": (
        ("Travelex", "通济隆"), ("UAE Exchange",), ("LuLu Exchange",), ("西联汇款", "Western Union"),
    ),
    "电玩": (
        ("Timezone",), ("Namco", "南梦宫"), ("Sega", "世嘉"),
    ),
    "亲子": (
        ("KidZania", "趣志家"), ("Fun Factory",), ("Cheeky Monkeys",),
    ),
    "香水": (
        ("Ajmal",),
        ("Abdul Samad Al Qurashi",),
        ("Swiss Arabian",),
        ("Arabian Oud", "阿拉伯沉香"),
    ),
    "儿童乐园": (
        ("Chuck E. Cheese",),
        ("Magic Planet",),
        ("Fun City",),
    ),
}  # fmt: skip
# Names of chains that are words too: alone they are the chain, at the head of another name they need not be.
ALSO_WORDS = frozenset(
    (
        "苹果", "小米", "全家", "三星", "metro", "subway", "mango", "gap", "apple", "ur", "gu", "dq", "lv", "costa", "next", "苹果店", "coach", "omega", "玛莎",
        "boots", "guess", "vans", "lush", "mac", "flo", "du", "orange", "fossil", "citizen", "monsoon", "diesel", "splash", "borders", "rituals", "faces", "triumph",
        "springfield", "new yorker", "belle", "dune", "cos", "citi", "coop", "fab", "ups", "amc", "stc", "lg", "ck", "paul", "riva", "pret", "bose", "sega", "zain",
        "the one", "call it spring", "better life", "bata", "ovs", "elc", "rivoli", "lulu", "columbia", "sun & sand sports", "grand stores", "pure gold", "next", "鳄鱼",
        "鞋", "百丽", "大使", "卡特", "索尼", "精工", "万国", "西铁城", "北面", "哥伦比亚", "赫兹", "世嘉", "乐购", "花旗", "渣打",
    )
)  # fmt: skip
CHAINS: tuple[tuple[str, ...], ...] = tuple(names for chains in BY_KIND.values() for names in chains)


_folded = lru_cache(maxsize=4096)(fold)


def belongs(names: Iterable[str], chain: Iterable[str]) -> bool:
    """Whether one of a shop's folded names is that of a chain: 星巴克臻选 and Marks & Spencer Food too."""
    return any(_begins(own, _folded(name)) for name in chain for own in names)


def _begins(own: str, chain: str) -> bool:
    if own == chain:
        return True
    if chain in ALSO_WORDS:
        rest = own.removeprefix(f"{chain} ") if chain.isascii() else own.removeprefix(chain)
        return rest != own and (_OF_A_BRANCH.fullmatch(rest) is not None)
    if chain.isascii():
        return len(chain) >= _FEWEST_LETTERS and own.startswith(f"{chain} ")
    return len(chain) >= _FEWEST and own.startswith(chain)
