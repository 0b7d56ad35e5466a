import RowcastTabular

/// What a column of texts could be read as, when all its values agree.
enum Interpretation: Hashable {
  case none
  /// Amounts with that decimal point, perhaps percentages.
  case amount(decimal: UInt8, isPercent: Bool)
  case date(Readings)
  /// Both readings of points and commas are possible.
  case ambiguousAmount
  /// No day is greater than 12.
  case ambiguousDate

  init(_ evidence: ColumnEvidence) {
    self = .none
    let readings = evidence.readings.admitted(by: evidence.kinds)
    let amounts = readings.intersection(.amounts)
    let dates = readings.intersection(.dates)
    if !amounts.isEmpty, !readings.isDisjoint(with: .measures), dates.isEmpty {
      let isPercent = readings.contains(.percent)
      if amounts == .pointAmount || readings.contains(.unseparated) {
        self = .amount(decimal: UInt8(ascii: "."), isPercent: isPercent)
      } else if amounts == .commaAmount {
        self = .amount(decimal: UInt8(ascii: ","), isPercent: isPercent)
      } else {
        self = .ambiguousAmount
      }
    } else if !dates.isEmpty, amounts.isEmpty {
      self =
        dates == [.dayMonthYear, .monthDayYear]
        ? .ambiguousDate : dates.rawValue.nonzeroBitCount == 1 ? .date(dates) : .none
    }
  }

  var name: String {
    switch self {
    case .none: "text"
    case .amount(let decimal, let isPercent):
      (isPercent ? "percentages" : "amounts")
        + (decimal == UInt8(ascii: ",") ? " with a decimal comma" : "")
    case .date(let reading):
      switch reading {
      case .dayMonthYear: "dates, day first"
      case .monthDayYear: "dates, month first"
      case .yearMonthDay: "dates, year first"
      default: "dates with the month's name"
      }
    case .ambiguousAmount: "amounts, but comma and point may be either"
    case .ambiguousDate: "dates, but day and month may be either"
    }
  }
}
