import RowcastFeatures
import RowcastTabular

/// A column that a model reads, with the places of its features in the order of the weights.
struct PlanInput: Sendable {
  var name: String
  var reading: ColumnReading
  var kind: Kind
  /// Its dense features: a number and its hinges, or the parts of a date.
  var dense: Range<Int>
  /// Its one-hot features; empty for numbers and dates.
  var levels: Range<Int>
  /// The feature that says that its value is missing.
  var indicator: Int?
  /// The hats of its curve; empty where there is none.
  var hats = 0..<0

  enum Kind: Sendable {
    /// A number, or yes and no as 1 and 0.
    case number(FittedNumber)
    case date(FittedDate)
    case category(FittedLevels)
  }

  /// How the column's raw values come: what a program in another language holds them in.
  enum Form: Sendable {
    case number, truth, text, date
    /// Texts `yes`, `no` and the like.
    case truthText
  }

  var form: Form {
    let isText = reading.kind == .text || reading.kind == .mixed || reading.kind == .empty
    switch (kind, reading.form) {
    case (.date, _): return .date
    case (.number, .booleans): return isText ? .truthText : .truth
    case (.number, _): return .number
    case (.category, _):
      switch reading.kind {
      case .integer, .decimal: return .number
      case .boolean: return .truth
      case .empty, .text, .mixed, .date, .time, .dateTime, .duration: return .text
      }
    }
  }

  /// Whether the column is a number of milliseconds since midnight.
  var isTime: Bool {
    guard case .number = kind, form == .number else { return false }
    return reading.form == .times || reading.kind == .time
  }

  /// Whether the column is a number of milliseconds of any length, as durations or their texts.
  var isDuration: Bool {
    reading.kind == .duration || (levelCodes == nil && reading.form == .durations)
  }

  /// What a number's column is to hold, for who calls the model with numbers: nil for bare numbers.
  var measure: String? {
    guard case .number = kind, form == .number else { return nil }
    if isTime { return "milliseconds since midnight" }
    if isDuration { return "milliseconds" }
    return reading.frame?.units.first.map { "in \(LineComment.text($0))" }
  }

  var levelCodes: FittedLevels? {
    if case .category(let levels) = kind { levels } else { nil }
  }
}

extension FittedLevels {
  /// Every text with a code of its own that is not the one of unseen texts, without missing ones.
  var codesByText: [(text: String, code: Int)] {
    var all = levels.enumerated().map { (text: $1, code: $0) }
    if let rareCode, rareCode != unseenCode {
      all += rare.map { (text: $0, code: rareCode) }
    }
    return all
  }

  /// The code of a missing value; ``width`` when it has no feature.
  var codeOfMissing: Int { missingCode ?? width }
}
