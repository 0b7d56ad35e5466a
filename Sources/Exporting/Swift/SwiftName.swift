/// Names of columns as names of Swift.
struct SwiftName {
  private var taken: Set<String>

  init(taken: Set<String>) { self.taken = taken }

  static let keywords: Set<String> = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return",
    "self", "Self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true",
    "try", "typealias", "var", "where", "while", "Any", "Type", "Protocol", "_",
    // Words of a language that grows: keywords only where they stand before something.
    "actor", "any", "async", "await", "borrowing", "consume", "consuming", "copy", "discard",
    "each",
    "isolated", "macro", "nonisolated", "package", "sending", "some", "then", "unsafe", "yield",
  ]

  /// What a column cannot be called in a source: the properties that are there, the functions that
  /// are called by their names alone, and what no initializer can have as a parameter.
  static let ofSource: Set<String> = [
    "labels", "probabilities", "prediction", "self", "init", "cos", "erfc", "exp", "expm1", "log",
    "log1p", "max", "min", "sin", "tanh",
  ]

  /// Types that a source speaks of.
  private static let types: Set<String> = [
    "Array", "Bool", "Dictionary", "Double", "Int", "Moment", "Self", "Sendable", "Set", "String",
    "UInt8", "UTF8", "Any", "Type", "Protocol",
  ]

  /// `Culmen Length (mm)` becomes `culmenLengthMm`; a number is added to a name already given.
  mutating func property(_ column: String) -> String {
    let base = Self.camelCase(column, capitalized: false)
    var name = base
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(base)\(number)"
      number += 1
    }
    return Self.keywords.contains(name) ? "`\(name)`" : name
  }

  /// The name of the type: `churned` becomes `Churned`.
  static func type(_ model: String) -> String {
    let name = camelCase(model, capitalized: true)
    return types.contains(name) ? name + "Model" : name
  }

  private static func camelCase(_ text: String, capitalized: Bool) -> String {
    let words = text.split { !($0.isLetter || $0.isNumber) || !$0.isIdentifierPart }
    var name = ""
    for (i, word) in words.enumerated() {
      let head = String(word.prefix(1)), tail = String(word.dropFirst())
      let isShouted = word.allSatisfy { !$0.isLowercase }
      if i == 0, !capitalized {
        name += isShouted ? word.lowercased() : head.lowercased() + tail
      } else {
        name += head.uppercased() + (isShouted ? tail.lowercased() : tail)
      }
    }
    guard let first = name.first else { return capitalized ? "Model" : "column" }
    return first.isNumber ? (capitalized ? "Model" : "column") + name : name
  }
}

extension Character {
  /// Whether a Swift identifier may hold it: ASCII letters and digits, and letters of other scripts.
  fileprivate var isIdentifierPart: Bool {
    isASCII
      || unicodeScalars.allSatisfy { $0.properties.isXIDContinue && $0.properties.isAlphabetic }
  }
}

/// Values as literals of Swift.
enum SwiftLiteral {
  static func number(_ value: Double) -> String { NumberLiteral.swift(value) }

  static func text(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\u{\(String(scalar.value, radix: 16))}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A list on lines of a readable length.
  static func list(_ items: [String], indent: String) -> String {
    var lines: [String] = []
    var line = ""
    for item in items {
      if !line.isEmpty, line.count + item.count > 90 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + item + ","
    }
    if !line.isEmpty { lines.append(line) }
    return "[\n" + lines.map { "\(indent)  \($0)\n" }.joined() + "\(indent)]"
  }
}
