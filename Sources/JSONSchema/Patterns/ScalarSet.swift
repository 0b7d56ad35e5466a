/// A set of Unicode scalars: a class of a pattern.
struct ScalarSet: Sendable, Hashable {
  /// A part of a class.
  enum Item: Sendable, Hashable {
    case range(UInt32, UInt32)
    case property(ScalarProperty, isNegated: Bool)
    /// A class inside of a class: `\D`, `\W`, `\S`.
    case except([Item])
  }

  private let items: [Item]
  private let isNegated: Bool
  /// The answers for ASCII.
  private let low: UInt64
  private let high: UInt64

  init(_ items: [Item], isNegated: Bool = false) {
    self.items = items
    self.isNegated = isNegated
    var words: [UInt64] = [0, 0]
    for value in 0..<UInt32(128) where Self.has(items, value) != isNegated {
      words[Int(value >> 6)] |= 1 << UInt64(value & 63)
    }
    (low, high) = (words[0], words[1])
  }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return low >> UInt64(scalar) & 1 == 1 }
    if scalar < 128 { return high >> UInt64(scalar - 64) & 1 == 1 }
    return Self.has(items, scalar) != isNegated
  }

  private static func has(_ items: [Item], _ value: UInt32) -> Bool {
    items.contains { item in
      switch item {
      case .range(let first, let last): first <= value && value <= last
      case .property(let property, let isNegated):
        Unicode.Scalar(value).map { property.holds(of: $0) != isNegated } ?? isNegated
      case .except(let items): !has(items, value)
      }
    }
  }

  static let digits: [Item] = [.range(0x30, 0x39)]
  static let wordCharacters: [Item] = [
    .range(0x30, 0x39), .range(0x41, 0x5A), .range(0x5F, 0x5F), .range(0x61, 0x7A),
  ]
  /// White space and line ends of ECMAScript.
  static let spaces: [Item] = [
    .range(0x09, 0x0D), .range(0x20, 0x20), .range(0xA0, 0xA0), .range(0x1680, 0x1680),
    .range(0x2000, 0x200A), .range(0x2028, 0x2029), .range(0x202F, 0x202F), .range(0x205F, 0x205F),
    .range(0x3000, 0x3000), .range(0xFEFF, 0xFEFF),
  ]
  /// What `.` stands for.
  static let notLineEnds = ScalarSet(
    [.range(0x0A, 0x0A), .range(0x0D, 0x0D), .range(0x2028, 0x2029)], isNegated: true)
}

/// A property of scalars: a general category, or one of Unicode's truth values.
enum ScalarProperty: Sendable, Hashable {
  case categories(Set<Unicode.GeneralCategory>)
  case alphabetic, uppercase, lowercase, whitespace, any, ascii

  /// `L`, `Letter`, `gc=Lu`, `Alphabetic`; nil for others, such as scripts.
  init?(_ name: String) {
    var name = name
    for prefix in ["gc=", "General_Category="] where name.hasPrefix(prefix) {
      name.removeFirst(prefix.count)
    }
    switch name {
    case "Alphabetic", "Alpha": self = .alphabetic
    case "Uppercase", "Upper": self = .uppercase
    case "Lowercase", "Lower": self = .lowercase
    case "White_Space", "space": self = .whitespace
    case "Any": self = .any
    case "ASCII": self = .ascii
    default:
      guard let found = Self.categories[name] else { return nil }
      self = .categories(found)
    }
  }

  func holds(of scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .categories(let categories): categories.contains(scalar.properties.generalCategory)
    case .alphabetic: scalar.properties.isAlphabetic
    case .uppercase: scalar.properties.isUppercase
    case .lowercase: scalar.properties.isLowercase
    case .whitespace: scalar.properties.isWhitespace
    case .any: true
    case .ascii: scalar.isASCII
    }
  }

  private static let categories: [String: Set<Unicode.GeneralCategory>] = {
    let single: [([String], Unicode.GeneralCategory)] = [
      (["Lu", "Uppercase_Letter"], .uppercaseLetter),
      (["Ll", "Lowercase_Letter"], .lowercaseLetter),
      (["Lt", "Titlecase_Letter"], .titlecaseLetter), (["Lm", "Modifier_Letter"], .modifierLetter),
      (["Lo", "Other_Letter"], .otherLetter), (["Mn", "Nonspacing_Mark"], .nonspacingMark),
      (["Mc", "Spacing_Mark"], .spacingMark), (["Me", "Enclosing_Mark"], .enclosingMark),
      (["Nd", "Decimal_Number", "digit"], .decimalNumber),
      (["Nl", "Letter_Number"], .letterNumber),
      (["No", "Other_Number"], .otherNumber),
      (["Pc", "Connector_Punctuation"], .connectorPunctuation),
      (["Pd", "Dash_Punctuation"], .dashPunctuation),
      (["Ps", "Open_Punctuation"], .openPunctuation),
      (["Pe", "Close_Punctuation"], .closePunctuation),
      (["Pi", "Initial_Punctuation"], .initialPunctuation),
      (["Pf", "Final_Punctuation"], .finalPunctuation),
      (["Po", "Other_Punctuation"], .otherPunctuation),
      (["Sm", "Math_Symbol"], .mathSymbol), (["Sc", "Currency_Symbol"], .currencySymbol),
      (["Sk", "Modifier_Symbol"], .modifierSymbol), (["So", "Other_Symbol"], .otherSymbol),
      (["Zs", "Space_Separator"], .spaceSeparator), (["Zl", "Line_Separator"], .lineSeparator),
      (["Zp", "Paragraph_Separator"], .paragraphSeparator), (["Cc", "Control", "cntrl"], .control),
      (["Cf", "Format"], .format), (["Cs", "Surrogate"], .surrogate),
      (["Co", "Private_Use"], .privateUse), (["Cn", "Unassigned"], .unassigned),
    ]
    let groups = [
      "L": "Letter", "M": "Mark", "N": "Number", "P": "Punctuation", "S": "Symbol",
      "Z": "Separator",
      "C": "Other",
    ]
    var table: [String: Set<Unicode.GeneralCategory>] = [:]
    for (names, category) in single {
      for name in names { table[name] = [category] }
      guard let letter = names.first?.prefix(1) else { continue }
      table[String(letter), default: []].insert(category)
      if let group = groups[String(letter)] { table[group, default: []].insert(category) }
    }
    for (name, letter) in [("punct", "P"), ("Combining_Mark", "M")] { table[name] = table[letter] }
    table["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    table["Cased_Letter"] = table["LC"]
    return table
  }()
}
