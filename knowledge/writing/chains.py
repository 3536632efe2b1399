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
        ("挪瓦咖啡", "NOWWA"), ("M Stand",), ("Seesaw", "Seesaw Coffee"), ("幸运咖",),
        ("Caffè Nero", "Café Nero", "Caffe Nero"), ("意利咖啡", "illy", "illy Caffè"), ("Juan Valdez", "胡安帝滋"), ("Jamaica Blue",),
        ("Pret A Manger", "Pret"), ("麦咖啡", "McCafé"), ("Peet's Coffee", "皮爷咖啡"), ("Gloria Jean's", "高乐雅"), ("Tully's",),
        ("Blue Bottle", "Blue Bottle Coffee", "蓝瓶咖啡"),  
        ("星巴克", "Starbucks"), ("瑞幸", "瑞幸咖啡", "Luckin", "luckin coffee", "小蓝杯"), ("太平洋咖啡", "Pacific Coffee"),
        ("Costa", "Costa Coffee", "咖世家"), ("Tims", "Tim Hortons", "天好咖啡"), ("阿拉比卡", "Arabica", "% Arabica"),
        ("Manner", "Manner Coffee"), ("库迪", "库迪咖啡", "Cotti"),
    ),
    "快餐": (
        ("德克士", "Dicos"), ("塔斯汀",), ("真功夫",), ("老乡鸡",), ("老娘舅",), ("永和大王",), ("乡村基",), ("和合谷",), ("大米先生",), ("正新鸡排",),
        ("Hardee's", "Hardees", "哈迪斯"), ("Popeyes", "派派思"), ("Taco Bell", "塔可贝尔"), ("Wendy's", "温迪汉堡"),
        ("Five Guys",), ("Shake Shack", "昔客堡"), ("Carl's Jr.", "Carl's Jr", "卡乐星"), ("Texas Chicken", "Church's Chicken"), ("Charleys", "Charleys Philly Steaks"),
        ("Jollibee", "快乐蜂"), ("摩斯汉堡", "MOS Burger"), ("Nando's", "Nandos"), ("Panda Express", "熊猫快餐"),
        ("麦当劳", "McDonald's", "McDonalds", "金拱门"), ("肯德基", "KFC", "开封菜"), ("汉堡王", "Burger King"),
        ("赛百味", "Subway"), ("华莱士", "Wallace"), ("吉野家", "Yoshinoya"), ("大家乐", "Café de Coral"),
        ("美心MX", "Maxim's MX"),
    ),
    "西餐": (
        ("尊宝披萨",), ("乐凯撒", "La Cesar"), ("王品牛排", "王品"), ("西堤牛排", "西堤"), ("豪客来",), ("新元素", "element fresh"), ("Wagas", "沃歌斯"), ("gaga", "gaga鲜语"),
        ("拾号牛排",),
        ("棒约翰", "Papa John's", "Papa Johns"), ("The Pizza Company",), ("Vapiano",), ("PizzaExpress", "Pizza Express", "比萨马上诺"), ("Little Caesars",),
        ("TGI Fridays",), ("Famous Dave's", "Famous Daves"), ("Denny's", "Dennys"), ("Chili's", "Chilis"), ("芝乐坊", "The Cheesecake Factory", "Cheesecake Factory"),
        ("Hard Rock Cafe", "硬石餐厅"), ("IHOP",), ("Outback Steakhouse", "澳拜客"), ("Ruth's Chris", "茹丝葵"), 
        ("必胜客", "Pizza Hut"), ("达美乐", "Domino's"), ("萨莉亚", "Saizeriya"), ("蓝蛙", "Blue Frog"),
    ),
    "火锅": (
        ("怂火锅", "怂重庆火锅厂", "怂-重庆火锅厂"), ("捞王", "捞王锅物料理"), ("左庭右院",), ("八合里", "八合里牛肉火锅"), ("大龙燚",), ("蜀大侠",), ("东来顺",), ("朱光玉", "朱光玉火锅馆"), ("谭鸭血",),
        ("楠火锅",), ("湊湊",), ("小肥羊",), ("傣妹",), ("温野菜",), ("贤合庄",), ("德庄火锅",),
        ("海底捞", "Haidilao"), ("呷哺呷哺", "Xiabu Xiabu"), ("小龙坎",), ("巴奴",), ("凑凑",),
    ),
    "中餐": (
        ("小菜园",), ("桂满陇",), ("炉鱼",), ("大董",), ("全聚德",), ("四季民福",), ("便宜坊",), ("九毛九",), ("莆田餐厅", "莆田", "PUTIEN"), ("新荣记",), ("苏浙汇",), ("小吊梨汤",),
        ("胡大",), ("云海肴",), ("耶里夏丽",),
        ("华馆", "P.F. Chang's", "P.F Changs", "PF Changs"),
        ("鼎泰丰", "Din Tai Fung"), ("添好运", "Tim Ho Wan"), ("外婆家", "Grandma's Home"), ("西贝", "西贝莜面村"),
        ("翠华", "翠华餐厅", "Tsui Wah"), ("太二", "太二酸菜鱼"), ("绿茶餐厅",), ("新白鹿",), ("南京大牌档",), ("眉州东坡",),
    ),
    "拉面": (
        ("一兰", "一兰拉面", "Ichiran"), ("味千拉面", "Ajisen"),
    ),
    "日料": (
        ("滨寿司", "HAMA-SUSHI"), ("将太无二",), ("鸟贵族",), ("大渔铁板烧",), ("村上一屋",), ("仙隐寿司",),
        ("Wagamama", "瓦格马马"), ("Yo! Sushi", "YO Sushi"),
        ("寿司郎", "Sushiro"), ("元气寿司", "Genki Sushi"), ("争鲜",),
    ),
    "奶茶": (
        ("茶理宜世",), ("乐乐茶", "LELECHA"), ("悸动烧仙草",), ("挞柠",), ("林里", "LINLEE"), ("茉莉奶白",), ("阿嬷手作",), ("煲珠公",), ("吾饮良品",), ("快乐柠檬",),
        ("喜茶", "HEYTEA"), ("奈雪", "奈雪的茶", "Nayuki"), ("贡茶", "Gong cha"), ("日出茶太", "Chatime"),
        ("霸王茶姬", "Chagee"), ("蜜雪冰城", "Mixue"), ("茶百道",), ("古茗",), ("一点点", "1点点"),
        ("沪上阿姨",), ("茶颜悦色", "Sexytea"), ("书亦烧仙草",), ("益禾堂",), ("甜啦啦",), ("爷爷不泡茶",), ("柠季",), ("KOI", "KOI Thé"), ("都可", "CoCo都可", "CoCo奶茶"),
    ),
    "甜品": (
        ("满记甜品",), ("糖水铺",), ("赵记传承",), ("周黑鸭",),
        ("Godiva", "歌帝梵"), ("Lindt", "瑞士莲"), ("Patchi",), ("Bateel",),
        ("哈根达斯", "Häagen-Dazs"), ("鲜芋仙", "MeetFresh", "Meet Fresh"), ("许留山", "Hui Lau Shan"),
    ),
    "便利店": (
        ("美宜佳",), ("喜士多", "C-store"), ("便利蜂",), ("天福便利店",), ("唐久",), ("红旗连锁",),
        ("7-11", "711", "7-Eleven", "7-ELEVEn", "seven eleven"), ("全家", "FamilyMart", "Family Mart"),
        ("罗森", "LAWSON"), ("OK便利店", "Circle K"),
    ),
    "超市": (
        ("华润万家", "CR Vanguard", "华润万家BLT", "BLT"), ("Ole'", "Ole精品超市", "Olé"), ("物美",), ("世纪联华", "联华超市"), ("盒马NB",), ("七鲜", "7FRESH"), ("京东七鲜",),
        ("胖东来",), ("步步高超市",), ("家家悦",), ("城市超市", "City'super", "city'super"), ("G-Super",), ("绿地优选",), ("中百仓储",), ("天虹超市", "sp@ce"), ("人人乐",),
        ("钱大妈",),
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
        ("大参林",), ("老百姓大药房",), ("益丰大药房", "益丰"), ("海王星辰",), ("国大药房",), ("同仁堂",), ("叮当快药",),
        ("Boots", "博姿"), ("Walgreens", "沃尔格林"), ("CVS", "CVS Pharmacy"), ("松本清", "Matsumoto Kiyoshi"),
        ("屈臣氏", "Watsons"), ("万宁", "Mannings"),
    ),
    "化妆品": (
        ("毛戈平", "MAOGEPING"), ("橘朵", "Judydoll"), ("花西子", "Florasis"), ("完美日记", "Perfect Diary"), ("珀莱雅", "PROYA"), ("自然堂", "CHANDO"),
        ("百雀羚", "PECHOIN"), ("林清轩",), ("话梅", "HARMAY", "话梅HARMAY"), ("调色师", "THE COLORIST"), ("妍丽", "AFIONA"), ("雪花秀", "Sulwhasoo"), ("后", "Whoo"),
        ("兰芝", "LANEIGE"), ("SK-II", "SK2"), ("海蓝之谜", "LA MER"), ("NARS", "纳斯"), ("植村秀", "shu uemura"), ("观夏",), ("闻献",),
        ("魅可", "MAC", "M·A·C", "MAC Cosmetics"), ("岚舒", "LUSH"), ("Bath & Body Works", "Bath and Body Works"), ("KIKO Milano", "KIKO"), ("Inglot",),
        ("The Face Shop", "菲诗小铺"), ("悦诗风吟", "innisfree"), ("倩碧", "Clinique"), ("贝玲妃", "Benefit"), ("芭比波朗", "Bobbi Brown"), ("祖玛珑", "Jo Malone"),
        ("Rituals",), ("资生堂", "Shiseido"), ("Charlotte Tilbury",), ("Faces", "Wojooh"),
        ("莎莎", "Sa Sa", "SASA"), ("丝芙兰", "Sephora"), ("美体小铺", "The Body Shop"), ("欧舒丹", "L'Occitane"),
        ("雅诗兰黛", "Estée Lauder"), ("兰蔻", "Lancôme"), ("欧莱雅", "L'Oréal"), ("科颜氏", "Kiehl's"),
        ("香奈儿", "Chanel"), ("迪奥", "Dior"),
    ),
    "珠宝": (
        ("老凤祥", "LAO FENG XIANG"), ("周大生", "Chow Tai Seng"), ("潮宏基", "CHJ"), ("中国黄金",), ("老庙黄金", "老庙"), ("菜百首饰", "菜百"), ("周六福",), ("谢瑞麟", "TSL"),
        ("I Do",), ("DR钻戒", "DR"), ("通灵珠宝", "莱绅通灵"), ("梦金园",), ("老铺黄金",), ("金至尊", "3D-GOLD"), ("HEFANG", "HEFANG Jewelry", "何方珠宝"), ("YIN隐",),
        ("Damas",), ("Pure Gold", "Pure Gold Jewellers"), ("Joyalukkas",), ("Malabar Gold", "Malabar Gold & Diamonds"), ("Kalyan Jewellers",), ("APM Monaco",),
        ("梵克雅宝", "Van Cleef & Arpels"), ("Tanishq",), ("Claire's",), ("Bijou Brigitte",),
        ("周大福", "Chow Tai Fook"), ("周生生", "Chow Sang Sang"), ("六福珠宝", "Lukfook"), ("潘多拉", "Pandora"),
        ("施华洛世奇", "Swarovski"), ("卡地亚", "Cartier"), ("蒂芙尼", "Tiffany", "Tiffany & Co."), ("宝格丽", "Bvlgari"),
    ),
    "手表": (
        ("时间廊", "CITY CHAIN"), ("亨得利",), ("飞亚达", "FIYTA"), ("海鸥表", "SEAGULL"), ("罗西尼", "ROSSINI"), ("依波", "EBOHR"), ("阿玛尼手表",),
        ("斯沃琪", "Swatch"), ("Rivoli",), ("卡西欧", "Casio", "G-Shock"), ("精工", "Seiko"), ("泰格豪雅", "TAG Heuer"), ("万国", "IWC"), ("Fossil",),
        ("西铁城", "Citizen"), ("万宝龙", "Montblanc", "Mont Blanc"),
        ("劳力士", "Rolex"), ("欧米茄", "Omega"), ("浪琴", "Longines"), ("天梭", "Tissot"), ("百年灵", "Breitling"),
    ),
    "衣服": (
        ("波司登", "BOSIDENG"), ("森马", "Semir"), ("美特斯邦威", "Meters/bonwe"), ("以纯", "YISHION"), ("热风", "hotwind"), ("速写", "CROQUIS"), ("雪中飞",), ("飞鸟和新酒",),
        ("蕉内", "Bananain"), ("真维斯", "JEANSWEST"), ("拉夏贝尔", "La Chapelle"), ("伊芙丽", "eifini"), ("歌莉娅", "GOELIA"), ("MO&Co.", "MO&Co"), ("地素", "DAZZLE"),
        ("之禾", "ICICLE"), ("玛丝菲尔", "Marisfrolg"), ("歌力思", "ELLASSAY"), ("朗姿", "LANCY"), ("影儿", "YINER"), ("哥弟", "GIRDEAR"), ("阿玛施", "AMASS"),
        ("例外", "EXCEPTION"), ("Aape", "AAPE"), ("izzue",), ("b+ab",), ("I.T",), ("Chocoolate",), ("Brandy Melville", "BM"), ("Theory",), ("maje",),
        ("sandro",), ("MOUSSY",), ("Tory Burch",),
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
        ("源氏木语",), ("全屋优品",), ("网易严选",), ("谭木匠",), ("万仟堂",), ("西昊", "西昊家具", "SIHOO"), ("芝华仕", "CHEERS"), ("慕思", "DeRUCCI"), ("水星家纺",),
        ("罗莱家纺", "罗莱", "LUOLAI"), ("富安娜", "Fuanna"), ("梦洁",), ("NOME", "诺米"), ("造作", "ZAOZUO"), ("野兽派", "THE BEAST"),
        ("大创", "Daiso"), ("Mumuso", "木槿生活"), ("Homes R Us",), ("Home Centre", "Home Center"), ("Pottery Barn",), ("Crate & Barrel",), ("West Elm",), ("唯宝", "Villeroy & Boch"), ("Marina Home",),
        ("Jashanmal",), ("Zara Home",), ("H&M Home",), ("Pan Home",), ("Tefal", "特福"), ("双立人", "Zwilling"),
        ("无印良品", "MUJI"), ("名创优品", "MINISO"), ("宜家", "IKEA"), ("宜得利", "NITORI"),
    ),
    "运动品牌": (
        ("361度", "361°"), ("特步", "XTEP"), ("鸿星尔克", "ERKE"), ("匹克", "PEAK"), ("迪桑特", "DESCENTE"), ("可隆", "KOLON SPORT", "KOLON"),
        ("滔搏", "TOPSPORTS", "滔搏运动"), ("昂跑", "On Running"), ("HOKA", "HOKA ONE ONE"), ("萨洛蒙", "Salomon"), ("美津浓", "Mizuno"), ("乐卡克", "le coq sportif"),
        ("尤尼克斯", "YONEX"), ("MLB",), ("粒子狂热", "PARTICLE FEVER"), ("MAIA ACTIVE",),
        ("安德玛", "Under Armour"), ("锐步", "Reebok"), ("GO Sport",), ("JD Sports",), ("Sun & Sand Sports",), ("Intersport",), ("Sports Direct",), ("亚瑟士", "ASICS"), ("Umbro", "茵宝"), ("速比涛", "Speedo"),
        ("耐克", "NIKE"), ("阿迪达斯", "阿迪", "adidas"), ("安踏", "ANTA"), ("李宁", "LI-NING"), ("斐乐", "FILA"),
        ("迪卡侬", "Decathlon"), ("斯凯奇", "Skechers"), ("露露乐蒙", "lululemon"), ("新百伦", "New Balance"), ("彪马", "PUMA"), ("匡威", "Converse"),
    ),
    "户外": (
        ("凯乐石", "KAILAS"), ("骆驼", "CAMEL"), ("伯希和", "PELLIOT"), ("探路者", "TOREAD"), ("猛犸象", "MAMMUT"), ("狼爪", "Jack Wolfskin"), ("蕉下", "Beneunder"),
        ("奥索卡", "OZARK"), ("斯诺皮克", "Snow Peak"), ("牧高笛", "MOBI GARDEN"),
        ("哥伦比亚", "Columbia"), ("北面", "The North Face", "North Face"), ("巴塔哥尼亚", "Patagonia"),
        ("始祖鸟", "Arc'teryx"),
    ),
    "玩具": (
        ("酷乐潮玩",), ("TOP TOY", "TOPTOY"), ("52TOYS",), ("X11",), ("KKV",), ("九木杂物社",), ("卡游", "卡游Kayou"), ("IP小站",),
        ("THE GREEN PARTY", "The Green Party"), ("奥特曼", "奥特曼旗舰店"), ("万代", "BANDAI"),
        ("Hamleys", "哈姆雷斯"), ("Build-A-Bear", "Build-A-Bear Workshop"), ("Early Learning Centre", "ELC"), ("The Entertainer",),
        ("乐高", "LEGO"), ("泡泡玛特", "POP MART"), ("玩具反斗城", "Toys R Us", "ToysRUs"),
    ),
    "数码": (
        ("荣耀", "HONOR"), ("联想", "Lenovo"), ("一加", "OnePlus"), ("realme", "真我"), ("iQOO",), ("魅族", "MEIZU"), ("顺电", "SUNDAN"), ("苏宁易购", "苏宁"),
        ("国美", "国美电器", "GOME"), ("科大讯飞",), ("石头科技", "石头"), ("科沃斯", "ECOVACS"), ("追觅", "dreame"), ("影石", "Insta360"), ("佳能", "Canon"), ("尼康", "Nikon"),
        ("华硕", "ASUS"), ("机械革命",), ("小天才",),
        ("iStyle",), ("Sharaf DG",), ("Jumbo Electronics",), ("Axiom Telecom",), ("索尼", "Sony"), ("LG",), ("Bose",), ("OPPO",), ("vivo",), ("戴森", "Dyson"), ("Virgin Megastore",), ("Best Buy", "百思买"), ("Emax",), 
        ("苹果", "Apple", "苹果店"), ("三星", "Samsung"), ("华为", "Huawei"), ("小米", "小米之家", "Xiaomi"),
        ("大疆", "DJI"), ("丰泽", "Fortress"),
    ),
    "汽车": (
        ("理想汽车", "理想", "Li Auto"), ("小鹏汽车", "小鹏", "XPENG"), ("比亚迪", "BYD"), ("极氪", "ZEEKR"), ("领克", "LYNK & CO", "Lynk & Co"),
        ("智己", "智己汽车", "IM Motors"), ("阿维塔", "AVATR"), ("问界", "AITO"), ("腾势", "DENZA"), ("仰望汽车", "仰望"), ("岚图", "VOYAH"), ("极狐", "ARCFOX"),
        ("深蓝汽车", "DEEPAL"), ("小米汽车",), ("零跑", "零跑汽车", "LEAPMOTOR"), ("哪吒汽车",), ("埃安", "AION"), ("长城汽车", "长城智选"), ("方程豹",), ("鸿蒙智行",), ("享界",),
        ("高合", "HiPhi"), ("沃尔沃", "Volvo"), ("保时捷", "Porsche"), ("宝马", "BMW"), ("奥迪", "Audi"), ("奔驰", "Mercedes-Benz"), ("路特斯", "Lotus"),
        ("极星", "Polestar"), ("大众汽车", "Volkswagen"), ("吉利汽车", "GEELY"), ("smart汽车",),
        ("蔚来", "NIO"), ("特斯拉", "Tesla"),
    ),
    "银行": (
        ("花旗银行", "花旗", "Citibank", "Citi Bank", "Citi"), ("渣打", "渣打银行", "Standard Chartered"), ("First Abu Dhabi Bank", "FAB", "阿布扎比第一银行"), ("ADCB", "Abu Dhabi Commercial Bank"),
        ("Emirates NBD",), ("ADIB", "Abu Dhabi Islamic Bank"), ("Mashreq",), ("Barclays", "巴克莱"), ("Santander",), ("DBS", "星展银行"), ("恒生银行", "Hang Seng Bank"),
        ("汇丰", "汇丰银行", "HSBC"), ("中国银行", "中银", "Bank of China"), ("工商银行", "工行", "ICBC"),
        ("建设银行", "建行", "CCB"), ("招商银行", "招行", "CMB"), ("农业银行", "农行", "ABC银行"),
    ),
    "书店": (
        ("新华书店",), ("钟书阁",), ("方所",), ("单向空间",), ("先锋书店",), ("几何书店",), ("茑屋书店", "TSUTAYA"),
        ("Borders", "博德斯"), ("WHSmith", "WH Smith"), ("Waterstones", "水石书店"), ("Barnes & Noble",), ("Kinokuniya", "纪伊国屋", "Books Kinokuniya"), ("Jarir Bookstore",), ("Magrudy's",),
        ("诚品", "诚品生活", "eslite"), ("商务印书馆", "The Commercial Press"), ("西西弗", "西西弗书店", "Sisyphe"), ("言几又",),
        ("中信书店",),
    ),
    "童装": (
        ("安奈儿", "Annil"), ("马拉丁", "M.LATIN"), ("小猪班纳", "PEPCO"), ("丽婴房", "les enphants"), ("戴维贝拉", "DAVE&BELLA"), ("gxg kids",), ("江博士", "DR.KONG"),
        ("安踏儿童",), ("MLB kids",), ("mini balabala",), ("英氏", "YeeHoO"),
        ("巴拉巴拉", "Balabala"),
    ),
    "早教": (
        ("美吉姆", "My Gym"), ("积木宝贝",), ("运动宝贝", "Gymbaroo"), ("悦宝园",), ("火花思维",),
        ("金宝贝", "Gymboree"),
    ),
    "电影院": (
        ("UA院线", "UA影院", "UA Cinemas", "UA影城"), ("博纳国际影城", "博纳影城"), ("百丽宫", "PALACE cinema"), ("保利国际影城",), ("金逸影城", "金逸"), ("横店影城",), ("卢米埃影城", "卢米埃"),
        ("寰映影城",), ("大地影院",), ("幸福蓝海",), ("橙天嘉禾", "嘉禾影城"), ("太平洋影城",), ("中影国际影城",), ("星轶影城",), ("MOViE MOViE",), ("MCL",),
        ("VOX Cinemas", "VOX Cinema", "VOX影院"), ("Reel Cinemas",), ("Odeon Cinemas",), ("AMC", "AMC Theatres"), ("Cineworld",), ("百老汇", "Broadway Cinema"),
        ("万达影城", "Wanda Cinema"), ("英皇戏院", "Emperor Cinemas"), ("CGV", "CGV影城"), ("UME",), ("ODEON",),
    ),
    "面包": (
        ("泸溪河",), ("詹记",), ("虎头局",), ("墨茉点心局",), ("仟吉",), ("味多美",), ("元祖",), ("幸福西饼",), ("红宝石",), ("黑天鹅", "黑天鹅蛋糕"), ("21cake",), ("B&C黄油与面包", "黄油与面包"),
        ("Dunkin'", "Dunkin", "Dunkin' Donuts", "Dunkin Donuts", "唐恩都乐"),
        ("保罗面包", "PAUL", "Paul Bakery", "PAUL Café"), ("Krispy Kreme", "卡卡圈坊"), ("Cinnabon",), ("拉杜丽", "Ladurée", "Laduree"), ("La Brioche",),
        ("Auntie Anne's", "安缇安"), ("Mister Donut", "美仕唐纳滋"), ("面包新语", "BreadTalk"), ("巴黎贝甜", "Paris Baguette"), ("多乐之日", "Tous les Jours"), ("Magnolia Bakery",),
        ("好利来",), ("鲍师傅",), ("85度C",), ("原麦山丘",),
    ),
    "健身": (
        ("24/7 FITNESS", "24/7健身"), ("一兆韦德",), ("古德菲力",), ("青鸟健身",), ("舒适堡",),
        ("Fitness First",), ("Gold's Gym", "金吉姆"), ("Virgin Active",), ("Anytime Fitness",), ("24 Hour Fitness",), ("Pure Fitness",),
        ("超级猩猩",), ("威尔仕", "Will's"), ("乐刻",),
    ),
    "箱包": (
        ("地平线8号", "LEVEL8"), ("爱华仕", "OIWAS"), ("外交官", "DIPLOMAT"), ("迪柯文", "DIKEWEN"), ("山下有松", "Songmont"), ("古良吉吉",), ("七匹狼皮具",),
        ("金利来", "Goldlion"),
        ("Furla", "芙拉"), ("Parfois",), ("mywalit",), ("Tumi", "途明"), ("Longchamp", "珑骧"), ("Kipling", "吉普林"), ("Delsey", "法国大使"),
        ("路易威登", "LV", "Louis Vuitton"), ("古驰", "Gucci"), ("爱马仕", "Hermès"), ("新秀丽", "Samsonite"), ("普拉达", "Prada"),
        ("蔻驰", "Coach"),
    ),
    "眼镜": (
        ("溥仪眼镜", "溥仪", "PUYI"), ("大光明眼镜",), ("LOHO",), ("暴龙", "BOLON"), ("精益眼镜",), ("千叶眼镜",), ("Gentle Monster", "GENTLE MONSTER"),
        ("雷朋", "Ray-Ban", "Ray Ban"), ("欧克利", "Oakley"), ("Sunglass Hut",), ("Vision Express",), ("Specsavers",), ("LensCrafters", "亮视点"), ("Yateem", "Yateem Optician"), ("Eyewa",), ("Grand Optics",), ("JINS", "睛姿"), ("OWNDAYS",), ("Magrabi",),
        ("宝岛眼镜",), ("木九十", "MUJOSH"),
    ),
    "冰淇淋": (
        ("31冰淇淋", "Baskin-Robbins", "Baskin Robbins", "芭斯罗缤"), ("酷圣石", "Cold Stone", "Cold Stone Creamery"), ("Ben & Jerry's", "本杰瑞"), ("Venchi", "闻绮"),
        ("DQ", "冰雪皇后", "Dairy Queen"),
    ),
    "母婴": (
        ("全棉时代", "PurCotton"), ("好孩子", "gb", "goodbaby"), ("十月结晶",), ("贝亲", "Pigeon"), ("爱婴室",), ("可优比", "KUB"), ("bebebus",),
        ("Mothercare",), ("Babyshop", "Baby Shop"), ("Mamas & Papas",), ("Chicco", "智高"), ("卡特", "Carter's"),
        ("孩子王",), ("乐友",),
    ),
    "鞋": (
        ("他她", "TATA"), ("天美意", "TEENMIX"), ("思加图", "STACCATO"), ("千百度", "C.banner"), ("红蜻蜓", "RED DRAGONFLY"), ("奥康", "AOKANG"), ("康奈", "KANGNAI"),
        ("星期六", "ST&SAT"), ("接吻猫", "KISSCAT"), ("哈森", "HARSON"), ("回力", "WARRIOR"), ("飞跃", "FEIYUE"), ("Cole Haan", "COLE HAAN", "歌涵"),
        ("其乐", "Clarks"), ("爱步", "ECCO"), ("ALDO", "ALDO Shoes"), ("小CK", "Charles & Keith"), ("卡骆驰", "Crocs"), ("勃肯", "Birkenstock"), ("史蒂夫马登", "Steve Madden"), ("娜然", "Naturalizer"),
        ("Dune London", "Dune"), ("范斯", "Vans"), ("Foot Locker", "富乐客"), ("FLO",), ("Call It Spring",), ("Nine West", "玖熙"), ("Geox", "健乐士"), ("马丁博士", "Dr. Martens"), ("UGG",), ("百丽", "Belle"),
        ("Shoe Mart", "Shoemart"), ("Hush Puppies", "暇步士"), ("Timberland", "添柏岚"), ("Payless",), ("Deichmann",), ("Bata",),
    ),
    "内衣": (
        ("曼妮芬", "Maniform"), ("爱慕", "AIMER"), ("都市丽人",), ("安莉芳", "Embry Form"), ("古今", "古今内衣"), ("ubras",), ("内外", "NEIWAI"), ("欧迪芬", "Ordifen"),
        ("歌瑞尔", "GLEE"),
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
        ("汤姆熊",), ("大玩家",), ("风云再起",), ("神采飞扬",), ("大鱼玩家",),
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
        ("星际传奇",), ("莫莉幻想", "Mollyfantasy"), ("卡通尼",), ("奈尔宝", "NEOBIO"), ("MELAND", "MELAND CLUB", "meland"), ("反斗乐园",), ("悠游堂",), ("乐岛",), ("卡乐次元",),
        ("Chuck E. Cheese",),
        ("Magic Planet",),
        ("Fun City",),
    ),
    "烧烤": (
        ("木屋烧烤",), ("很久以前羊肉串",), ("丰茂烤串",), ("牛角", "牛角日本烧肉"), ("汉拿山",), ("九田家",), ("西塔老太太",),
    ),
    "川菜": (
        ("太二", "太二酸菜鱼"), ("费大厨", "费大厨辣椒炒肉"), ("农耕记",), ("炊烟", "炊烟小炒黄牛肉"), ("望湘园",), ("蛙来哒",), ("眉州东坡",), ("俏江南",), ("江边城外",), ("探鱼",), ("烤匠",),
        ("半天妖",), ("巴蜀风月",), ("麻六记",), ("徐记海鲜",),
    ),
    "粤菜": (
        ("点都德",), ("陶陶居",), ("广州酒家",), ("炳胜",), ("唐宫",), ("利苑", "利苑酒家"), ("翠园",), ("陈鹏鹏", "陈鹏鹏鹅肉饭店"), ("太兴", "太兴餐厅"), ("敏华冰厅",), ("润园四季", "润园四季椰子鸡"),
    ),
    "面馆": (
        ("和府捞面",), ("陈香贵",), ("马记永",), ("张拉拉",), ("遇见小面",), ("五爷拌面",), ("阿香米线",), ("阿甘锅盔",), ("李先生", "李先生牛肉面"), ("康师傅私房牛肉面",), ("蒙自源",),
    ),
    "韩餐": (
        ("权金城",), ("姜虎东白丁烤肉", "姜虎东"), ("本家", "本家韩国料理"), ("青鹤谷",),
    ),
    "男装": (
        ("GXG",), ("马克华菲", "FAIRWHALE"), ("七匹狼", "SEPTWOLVES"), ("利郎", "LILANZ"), ("劲霸", "K-BOXING"), ("九牧王", "JOEONE"), ("雅戈尔", "YOUNGOR"),
        ("报喜鸟", "SAINT ANGELO"), ("比音勒芬", "BIEM.L.FDLKK"), ("威可多", "VICUTU"), ("卡宾", "CABBEEN"), ("杰尼亚", "ZEGNA"),
    ),
}  # fmt: skip
# Names of chains that are words too: alone they are the chain, at the head of another name they need not be.
ALSO_WORDS = frozenset(
    (
        "苹果", "小米", "全家", "三星", "metro", "subway", "mango", "gap", "apple", "ur", "gu", "dq", "lv", "costa", "next", "苹果店", "coach", "omega", "玛莎",
        "boots", "guess", "vans", "lush", "mac", "flo", "du", "orange", "fossil", "citizen", "monsoon", "diesel", "splash", "borders", "rituals", "faces", "triumph",
        "springfield", "new yorker", "belle", "dune", "cos", "citi", "coop", "fab", "ups", "amc", "stc", "lg", "ck", "paul", "riva", "pret", "bose", "sega", "zain",
        "the one", "call it spring", "better life", "bata", "ovs", "elc", "rivoli", "lulu", "columbia", "sun & sand sports", "grand stores", "pure gold", "next", "鳄鱼",
        "荣耀", "联想", "一加", "石头", "理想", "小鹏", "仰望", "内外", "骆驼", "飞跃", "回力", "古今", "后", "牛角", "本家", "例外", "唐宫", "胡大", "话梅", "匹克", "热风", "速写", "影儿", "之禾", "六福", "炊烟", "溥仪", "暴龙", "红宝石", "黑天鹅", "糖水铺", "奥迪", "大众汽车", "方所", "挞柠", "林里", "极星", "gb", "dr", "bm", "camel", "peak", "warrior", "smart汽车", "orange", "on running", "element fresh", "lotus", "except", "exception", "honor", "x11", "blt", "i do", "the beast", "lancy", "amass", "diplomat", "tata", "cheers", "gaga", "theory", "mlb", "mcl", "audi", "nome", "loho", "外交官", "造作", "野兽派", "反斗乐园", "新元素", "望湘园",
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
