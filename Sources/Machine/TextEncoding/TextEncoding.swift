/// A text encoding: the name it is reported under, and the C library's name for its decoder.
package struct TextEncoding: Hashable, Sendable {
  package let name: String
  /// What `iconv_open` knows it as.
  package let decoder: String

  package static let utf8 = TextEncoding(name: "utf-8", decoder: "UTF-8")

  /// Encodings by their names in any spelling; case, `-` and `_` do not count.
  package init?(named label: String) {
    guard let found = Self.byKey[Self.key(label)] else { return nil }
    self = found
  }

  package init(name: String, decoder: String) {
    self.name = name
    self.decoder = decoder
  }

  /// The encoding of a code page of Windows, DOS or the Macintosh by its number; nil for one that the
  /// C library does not know.
  package init?(codePage: Int) {
    switch codePage {
    case 367, 20127: self.init(named: "us-ascii")
    case 437, 737, 775, 850, 852, 855, 857, 858, 860...866, 869, 874, 1250...1258:
      self.init(name: "cp\(codePage)", decoder: "CP\(codePage)")
    case 932: self.init(named: "shift_jis")
    case 936: self.init(named: "gbk")
    case 949: self.init(named: "cp949")
    case 950: self.init(named: "big5")
    case 1200: self.init(named: "utf-16le")
    case 1361: self.init(name: "johab", decoder: "JOHAB")
    case 10_000: self.init(named: "macintosh")
    case 10_007: self.init(named: "x-mac-cyrillic")
    case 10_029: self.init(name: "x-mac-ce", decoder: "MAC-CENTRALEUROPE")
    case 10_001: self.init(named: "shift_jis")
    case 20_866: self.init(named: "koi8-r")
    case 21_866: self.init(named: "koi8-u")
    case 28_591...28_606:
      self.init(name: "iso-8859-\(codePage - 28_590)", decoder: "ISO-8859-\(codePage - 28_590)")
    case 51_949: self.init(named: "euc-kr")
    case 54_936: self.init(named: "gb18030")
    case 65_001: self.init(named: "utf-8")
    default: return nil
    }
  }

  /// The encoding that a label names where text is written. GBK and the like are read as what holds
  /// them, but who asks for them could not read the rest of it.
  package init?(writing label: String) {
    let key = Self.key(label)
    if let narrow = Self.narrow[key] {
      self.init(name: label.lowercased(), decoder: narrow)
    } else {
      self.init(named: label)
    }
  }

  private static let narrow = [
    "gbk": "GBK", "cp936": "GBK", "windows936": "GBK", "gb2312": "EUC-CN", "euccn": "EUC-CN",
    "euckr": "EUC-KR", "ksc56011987": "EUC-KR",
  ]

  private static func key(_ label: String) -> String {
    String(label.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " })
  }

  /// An encoding that only the C library knows.
  package init(unlisted label: String) { self.init(name: label.lowercased(), decoder: label) }

  private static let byKey: [String: TextEncoding] = {
    let table: [(name: String, decoder: String, others: String)] = [
      ("utf-8", "UTF-8", "utf8sig"), ("us-ascii", "US-ASCII", "ascii"),
      ("utf-16le", "UTF-16LE", ""), ("utf-16be", "UTF-16BE", ""), ("utf-16", "UTF-16", ""),
      ("utf-32le", "UTF-32LE", ""), ("utf-32be", "UTF-32BE", ""), ("utf-32", "UTF-32", ""),
      ("gb18030", "GB18030", "gbk gb2312 cp936 euccn windows936"),
      ("big5", "CP950", "cp950 windows950"), ("big5-hkscs", "BIG5-HKSCS", ""),
      ("shift_jis", "CP932", "sjis cp932 ms932 windows31j windows932"),
      ("euc-jp", "EUC-JP", ""), ("iso-2022-jp", "ISO-2022-JP-2", ""),
      ("euc-kr", "CP949", "cp949 uhc windows949 ksc56011987"),
      ("windows-1250", "CP1250", "cp1250"), ("windows-1251", "CP1251", "cp1251"),
      ("windows-1252", "CP1252", "cp1252"), ("windows-1253", "CP1253", "cp1253"),
      ("windows-1254", "CP1254", "cp1254"), ("windows-1255", "CP1255", "cp1255"),
      ("windows-1256", "CP1256", "cp1256"), ("windows-1257", "CP1257", "cp1257"),
      ("windows-1258", "CP1258", "cp1258"), ("windows-874", "CP874", "cp874 iso885911"),
      ("tis-620", "TIS-620", ""), ("koi8-r", "KOI8-R", ""), ("koi8-u", "KOI8-U", ""),
      ("ibm866", "CP866", "cp866"), ("ibm437", "CP437", "cp437"), ("ibm850", "CP850", "cp850"),
      ("ibm852", "CP852", "cp852"), ("macintosh", "MACINTOSH", "mac macroman xmacroman"),
      ("x-mac-cyrillic", "MAC-CYRILLIC", "maccyrillic"),
      ("iso-8859-1", "ISO-8859-1", "latin1"), ("iso-8859-2", "ISO-8859-2", "latin2"),
      ("iso-8859-3", "ISO-8859-3", "latin3"), ("iso-8859-4", "ISO-8859-4", "latin4"),
      ("iso-8859-5", "ISO-8859-5", ""), ("iso-8859-6", "ISO-8859-6", ""),
      ("iso-8859-7", "ISO-8859-7", ""), ("iso-8859-8", "ISO-8859-8", ""),
      ("iso-8859-9", "ISO-8859-9", "latin5"), ("iso-8859-13", "ISO-8859-13", "latin7"),
      ("iso-8859-15", "ISO-8859-15", "latin9"), ("iso-8859-16", "ISO-8859-16", "latin10"),
    ]
    var result: [String: TextEncoding] = [:]
    for entry in table {
      let encoding = TextEncoding(name: entry.name, decoder: entry.decoder)
      let own = String(entry.name.unicodeScalars.filter { $0 != "-" && $0 != "_" })
      result[own] = encoding
      for other in entry.others.split(separator: " ") { result[String(other)] = encoding }
    }
    return result
  }()
}
