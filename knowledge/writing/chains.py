"""Chains that many malls have, by kind, under the names that people use for them: a directory often has only one.

Public facts about well-known brands, used to find a shop or its like, never to say anything of it. The
kinds are words of `assistant/data/kinds.yaml`.
"""

from __future__ import annotations

BY_KIND: dict[str, tuple[tuple[str, ...], ...]] = {
    "咖啡": (
        ("星巴克", "Starbucks"), ("瑞幸", "瑞幸咖啡", "Luckin", "luckin coffee", "小蓝杯"), ("太平洋咖啡", "Pacific Coffee"),
        ("Costa", "Costa Coffee", "咖世家"), ("Tims", "Tim Hortons", "天好咖啡"), ("阿拉比卡", "Arabica", "% Arabica"),
        ("Manner", "Manner Coffee"), ("库迪", "库迪咖啡", "Cotti"),
    ),
    "快餐": (
        ("麦当劳", "McDonald's", "McDonalds", "金拱门"), ("肯德基", "KFC", "开封菜"), ("汉堡王", "Burger King"),
        ("赛百味", "Subway"), ("华莱士", "Wallace"), ("吉野家", "Yoshinoya"), ("大家乐", "Café de Coral"),
        ("美心MX", "Maxim's MX"),
    ),
    "西餐": (
        ("必胜客", "Pizza Hut"), ("达美乐", "Domino's"), ("萨莉亚", "Saizeriya"), ("蓝蛙", "Blue Frog"),
    ),
    "火锅": (
        ("海底捞", "Haidilao"), ("呷哺呷哺", "Xiabu Xiabu"), ("小龙坎",), ("巴奴",), ("凑凑",),
    ),
    "中餐": (
        ("鼎泰丰", "Din Tai Fung"), ("添好运", "Tim Ho Wan"), ("外婆家", "Grandma's Home"), ("西贝", "西贝莜面村"),
        ("翠华", "翠华餐厅", "Tsui Wah"), ("太二", "太二酸菜鱼"), ("绿茶餐厅",), ("新白鹿",), ("南京大牌档",), ("眉州东坡",),
    ),
    "拉面": (
        ("一兰", "一兰拉面", "Ichiran"), ("味千拉面", "Ajisen"),
    ),
    "日料": (
        ("寿司郎", "Sushiro"), ("元气寿司", "Genki Sushi"), ("争鲜",),
    ),
    "奶茶": (
        ("喜茶", "HEYTEA"), ("奈雪", "奈雪的茶", "Nayuki"), ("贡茶", "Gong cha"), ("日出茶太", "Chatime"),
        ("霸王茶姬", "Chagee"), ("蜜雪冰城", "Mixue"), ("茶百道",), ("古茗",), ("一点点", "1点点"),
    ),
    "甜品": (
        ("哈根达斯", "Häagen-Dazs"), ("鲜芋仙", "MeetFresh", "Meet Fresh"), ("许留山", "Hui Lau Shan"),
    ),
    "便利店": (
        ("7-11", "711", "7-Eleven", "7-ELEVEn", "seven eleven"), ("全家", "FamilyMart", "Family Mart"),
        ("罗森", "LAWSON"), ("OK便利店", "Circle K"),
    ),
    "超市": (
        ("盒马", "盒马鲜生", "Freshippo"), ("永辉", "永辉超市", "Yonghui"), ("麦德龙", "METRO"),
        ("百佳", "百佳超级市场", "PARKnSHOP"), ("玛莎百货", "玛莎", "马莎", "英国马莎", "Marks & Spencer", "Marks and Spencer", "M&S"), ("大润发", "RT-Mart"),
        ("沃尔玛", "Walmart"), ("山姆", "Sam's Club"), ("家乐福", "Carrefour"), ("开市客", "Costco"),
    ),
    "药店": (
        ("屈臣氏", "Watsons"), ("万宁", "Mannings"),
    ),
    "化妆品": (
        ("莎莎", "Sa Sa", "SASA"), ("丝芙兰", "Sephora"), ("美体小铺", "The Body Shop"), ("欧舒丹", "L'Occitane"),
        ("雅诗兰黛", "Estée Lauder"), ("兰蔻", "Lancôme"), ("欧莱雅", "L'Oréal"), ("科颜氏", "Kiehl's"),
        ("香奈儿", "Chanel"), ("迪奥", "Dior"),
    ),
    "珠宝": (
        ("周大福", "Chow Tai Fook"), ("周生生", "Chow Sang Sang"), ("六福珠宝", "Lukfook"), ("潘多拉", "Pandora"),
        ("施华洛世奇", "Swarovski"), ("卡地亚", "Cartier"), ("蒂芙尼", "Tiffany", "Tiffany & Co."), ("宝格丽", "Bvlgari"),
    ),
    "手表": (
        ("劳力士", "Rolex"), ("欧米茄", "Omega"), ("浪琴", "Longines"), ("天梭", "Tissot"), ("百年灵", "Breitling"),
    ),
    "衣服": (
        ("优衣库", "UNIQLO"), ("GU", "极优"), ("H&M", "海恩斯莫里斯"), ("飒拉", "ZARA"), ("盖璞", "GAP"),
        ("佐丹奴", "Giordano"), ("堡狮龙", "bossini"), ("李维斯", "Levi's"), ("海澜之家", "HLA"),
        ("杰克琼斯", "Jack & Jones"), ("江南布衣", "JNBY"), ("太平鸟",), ("欧时力", "ochirly"), ("UR", "Urban Revivo"),
        ("Mango",), ("Primark",), ("博柏利", "巴宝莉", "Burberry"), ("芬迪", "Fendi"), ("巴黎世家", "Balenciaga"),
        ("圣罗兰", "Saint Laurent", "YSL"),
    ),
    "家居": (
        ("无印良品", "MUJI"), ("名创优品", "MINISO"), ("宜家", "IKEA"), ("宜得利", "NITORI"),
    ),
    "运动品牌": (
        ("耐克", "NIKE"), ("阿迪达斯", "阿迪", "adidas"), ("安踏", "ANTA"), ("李宁", "LI-NING"), ("斐乐", "FILA"),
        ("迪卡侬", "Decathlon"), ("斯凯奇", "Skechers"), ("露露乐蒙", "lululemon"), ("新百伦", "New Balance"), ("彪马", "PUMA"), ("匡威", "Converse"),
    ),
    "户外": (
        ("始祖鸟", "Arc'teryx"),
    ),
    "玩具": (
        ("乐高", "LEGO"), ("泡泡玛特", "POP MART"), ("玩具反斗城", "Toys R Us", "ToysRUs"),
    ),
    "数码": (
        ("苹果", "Apple", "苹果店"), ("三星", "Samsung"), ("华为", "Huawei"), ("小米", "小米之家", "Xiaomi"),
        ("大疆", "DJI"), ("丰泽", "Fortress"),
    ),
    "汽车": (
        ("蔚来", "NIO"), ("特斯拉", "Tesla"),
    ),
    "银行": (
        ("汇丰", "汇丰银行", "HSBC"), ("中国银行", "中银", "Bank of China"), ("工商银行", "工行", "ICBC"),
        ("建设银行", "建行", "CCB"), ("招商银行", "招行", "CMB"), ("农业银行", "农行", "ABC银行"),
    ),
    "书店": (
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
        ("万达影城", "Wanda Cinema"), ("英皇戏院", "Emperor Cinemas"), ("CGV", "CGV影城"), ("UME",), ("ODEON",),
    ),
    "面包": (
        ("好利来",), ("鲍师傅",), ("85度C",), ("原麦山丘",),
    ),
    "健身": (
        ("超级猩猩",), ("威尔仕", "Will's"), ("乐刻",),
    ),
    "箱包": (
        ("路易威登", "LV", "Louis Vuitton"), ("古驰", "Gucci"), ("爱马仕", "Hermès"), ("新秀丽", "Samsonite"), ("普拉达", "Prada"),
        ("蔻驰", "Coach"),
    ),
    "眼镜": (
        ("宝岛眼镜",), ("木九十", "MUJOSH"),
    ),
    "冰淇淋": (
        ("DQ", "冰雪皇后", "Dairy Queen"),
    ),
    "母婴": (
        ("孩子王",), ("乐友",),
    ),
}  # fmt: skip
CHAINS: tuple[tuple[str, ...], ...] = tuple(names for chains in BY_KIND.values() for names in chains)
