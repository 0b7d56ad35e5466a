/// The letters beyond ASCII of a language, the commonest first, and the single-byte encodings that
/// are in use for it.
struct LanguageProfile: Sendable {
  let name: String
  let letters: String
  let encodings: [String]
  /// Whether the language's other letters are ASCII.
  let isLatin: Bool
  /// Whether each word is one syllable.
  var isOfSyllables = false

  /// The languages that single-byte files are told apart by.
  static let all: [LanguageProfile] = [
    latin("German", "üäößé", western),
    latin("French", "éèàêçôîùâûëïœÿæ", western),
    latin("Spanish", "óíáñéúüº", western),
    latin("Portuguese", "ãçáéíóêúâàôüõ", western),
    latin("Italian", "àèòùìéóî", western),
    latin("Catalan", "àéòíóèçúïü·", western),
    latin("Swedish", "äåöéü", western),
    latin("Danish and Norwegian", "øåæéöüä", western),
    latin("Finnish", "äöåéšž", western),
    latin("Icelandic", "áíðóæöúéþý", western),
    latin("Dutch", "ëéèïüöê", western),
    latin("English", "éñïèüöóç", western),
    latin("Polish", "łąęóżśćńź", central),
    latin("Czech", "íáéěřýčšžůúňťďó", central),
    latin("Slovak", "áíéčýžšúľťôňďäĺŕó", central),
    latin("Hungarian", "áéőóöűüíú", central),
    latin("Croatian and Slovenian", "čšžćđ", central),
    latin("Romanian", "ăîâşţșțé", ["windows-1250", "iso-8859-2", "iso-8859-16"]),
    latin("Turkish", "ıüşğçöİâî", ["windows-1254", "iso-8859-9"]),
    latin("Lithuanian", "ėšžųįąūčę", ["windows-1257", "iso-8859-13"]),
    latin("Latvian", "āīēšņūļķžčģ", ["windows-1257", "iso-8859-13"]),
    latin("Estonian", "äõüöšž", ["windows-1257", "iso-8859-15", "windows-1252"]),
    latin(
      "Vietnamese", "đưôâêơăàáéíóúýèìòùãõ\u{300}\u{301}\u{303}\u{309}\u{323}", ["windows-1258"],
      isOfSyllables: true),
    other("Russian", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", cyrillic),
    other("Ukrainian", "оаниівтерскдлумпзяьбгйчхцєжїшющфґ", cyrillic + ["koi8-u"]),
    other("Bulgarian", "аоиетнрсвлкдпмзябугъчцжщхфшюьй", cyrillic),
    other("Serbian", "аоиенрсјткувдмплзгбчшцњхжљћђџф", cyrillic),
    other("Greek", "αοιετνσηρπκμλςυάίόέήγδωχθφβύξώζψϊ", ["windows-1253", "iso-8859-7"]),
    other("Hebrew", "יוהלארתבמשנעםדקפחטגזכןסצךףץ", ["windows-1255", "iso-8859-8"]),
    other("Arabic", "اليمونرتبةعدسفهكقأحجشطصخىضذثئزغءإآؤظ،؟", ["windows-1256", "iso-8859-6"]),
    other("Persian", "ایرندمهوتبسشلگزفخقپعکصجغحچآطضظژذثء‌", ["windows-1256"]),
    other("Thai", "านรอกเง่มยล้วดทีสัตะปบิคหแจุพชขูใ็ไืโ์ผธซถภศณำฉฟฐญฎ", ["windows-874"]),
  ]

  private static let western = ["windows-1252", "iso-8859-15", "macintosh", "ibm850"]
  private static let central = ["windows-1250", "iso-8859-2", "ibm852"]
  private static let cyrillic = [
    "windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic",
  ]

  private static func latin(
    _ name: String, _ letters: String, _ encodings: [String], isOfSyllables: Bool = false
  ) -> LanguageProfile {
    LanguageProfile(
      name: name, letters: letters, encodings: encodings, isLatin: true,
      isOfSyllables: isOfSyllables)
  }

  private static func other(
    _ name: String, _ letters: String, _ encodings: [String]
  ) -> LanguageProfile {
    LanguageProfile(name: name, letters: letters, encodings: encodings, isLatin: false)
  }
}

/// The commonest characters of the languages that are written with thousands of them.
enum CommonCharacters {
  static let simplifiedChinese = set(
    """
    的一是不了人我在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么\
    心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现\
    分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位\
    因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师\
    书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及\
    今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结\
    六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即\
    求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩\
    站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏尼州号编姓\
    价格备注客户订日期销售付款金额职位联系电话邮箱地址备仓库研发财务采购人事技术经理北上广深杭州南京武汉成都重\
    庆西安苏天津长沙青岛大连宁波厦门刘陈杨赵吴徐孙朱胡郭何林罗郑梁宋谢唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶静\
    伟芳娜秀敏丽强磊军洋勇艳杰娟涛超霞刚桂键盘鼠标显示器桌椅纸笔打印
    """)

  static let traditionalChinese = set(
    """
    的一是不了人我在有他這中大來上個國到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼\
    心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現\
    分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位\
    因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師\
    書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計或司利受光王果親界及\
    今京務制解各任至清物台象記邊共風戰干接它許八特覺望直服毛林題建南度統色字請交愛讓認算論百吃義科怎元社術結\
    六功指思非流每青管夫連遠資隊跟帶花快條院變聯權往展該領傳近留紅治決周保達辦運武半候七必城父強步完革深區即\
    求品士轉量空甚眾技輕程告江語英基派滿式李息寫呢識極令黃德收臉錢黨倒未持取設始版雙歷越史商千片容研像找友孩\
    編號姓價格備註客戶訂單銷售付款額職位聯系絡郵箱址倉庫發財務採購臺灣灣台北高雄新竹中縣鄉鎮陳林黃張李王吳劉\
    蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅鍵盤滑鼠螢幕桌椅紙筆印表機淑芬美玲雅婷志明家豪俊傑怡君
    """)

  static let japanese = set(
    """
    日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場\
    金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性\
    的要用制治度務強気小七成期公持野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権\
    心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信\
    策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢\
    減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援\
    供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹\
    号氏名住所電話備考商品単価数量担当部署営業経理総務開発札幌仙台横浜名古屋大阪神戸広島福岡佐鈴高橋田渡辺伊\
    山中小林加吉松井木村清斎池阿森橋石岡太郎花子美一健翔陽葵結衣机椅子紙
    """)

  static let korean = set(
    """
    이다는의에을를은로고하지도가서기사한인자시대리정부일수해그나으어라스구전장아보제주원상과국여만년들것있\
    성동모조무비관산오소신유개선안경우연치공미세마음위와계적분생용중명회트면방게진물화영식재실행당러내심출요\
    프말드차박업교단려간감입타바결문까학없후각또했북발최야때금남통형차거호양복데임설속른판알된특드디니르레크\
    번호이름부서도시제품수량단가날짜비고주소전화회사금액합계구매판매재고영업인사총무개발물류팀서울부산대구인천\
    광주대전울산수원창원김이박최정강조윤장임한오서신권황안송류홍민준서연지우하은도윤시우예준주원현우지훈수빈유진\
    책상의자모니터키보드마우스프린터없음긴급빠른처리요청배송완료해당지연확인필요결제대기\
    성별남여나이세생년월일학교학년반점
    """)

  private static func set(_ text: String) -> Set<UInt32> {
    Set(text.unicodeScalars.filter { $0.value > 0x7F }.map(\.value))
  }
}
