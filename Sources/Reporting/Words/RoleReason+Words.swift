public import RowcastFeatures
import RowcastTabular

extension RoleReason {
  /// Why the column has its role, as a sentence without a full stop: `12 distinct in 7043 rows`.
  public var words: String {
    let told = finding.words + remarks.map { "; \($0.words)" }.joined()
    return ownRole.map { "chosen; by itself: \($0.rawValue), \(told)" } ?? told
  }
}

extension RoleReason.Finding {
  fileprivate var words: String {
    switch self {
    case .noValue: "no value in any row"
    case .alwaysNumber(let value): "always \(Figures.short(value))"
    case .alwaysText(let text): "always \"\(text)\""
    case .numberOrMissing(let value): "\(Figures.short(value)) or missing"
    case .numbers(let low, let high):
      "numbers from \(Figures.short(low)) to \(Figures.short(high))"
    case .longNumbers: "unique whole numbers of 11 digits and more"
    case .runningNumber: "a running number: whole, unique and increasing with the row"
    case .rowNumber: "whole, unique and almost without gaps: a number of the row"
    case .namedIdentifier(let distinct, let rows):
      "\(distinct) distinct whole numbers in \(rows) rows, named like an identifier"
    case .truthValues: "false and true"
    case .truthWords: "two words for yes and no"
    case .dates: "calendar dates"
    case .times: "times, as milliseconds"
    case .writtenDates(let order): "dates written as \(order.words)"
    case .writtenDateTimes(let order): "dates with a time of day, written as \(order.words)"
    case .writtenTimes: "times of day, as milliseconds"
    case .writtenDurations: "durations, as milliseconds"
    case .words(let count, let distinct, let rows):
      "\(NumberWords.fixed(count, 1)) words a value, \(distinct) distinct in \(rows) rows"
    case .texts(let form, let distinct, let rows):
      form.words + "\(distinct) distinct in \(rows) rows"
    case .same(let column): "the same as \"\(column)\" in every row"
    case .chosen: "chosen"
    case .told(let words): words
    }
  }
}

extension RoleReason.Form {
  /// What stands before the figures.
  fileprivate var words: String {
    switch self {
    case .levels: ""
    case .addresses: "addresses, "
    case .phones: "telephone numbers, "
    case .names: "names of people, "
    case .codes: "codes, "
    case .rowCodes: "codes, almost every row has another one: "
    case .unique: "almost every value is another one: "
    case .rare: "no value stands in five rows: "
    }
  }
}

extension RoleReason.Remark {
  fileprivate var words: String {
    switch self {
    case .tried(let roles):
      "tried as "
        + roles.map { "\($0.role.rawValue) (log-loss \(NumberWords.fixed($0.loss, 4)))" }
        .joined(separator: " and as ")
    case .canBeDays: "each can be a day written as year, month, day"
    case .canBeSeconds: "they can be seconds since 1970"
    case .pointsPartThousands: "points part thousands"
    case .durations:
      "durations written in several ways, not read as numbers: as seconds or hours they would be"
    case .unit(let unit):
      "numbers, some with \"\(unit)\", not read as such: with it in all cells or none they would be"
    case .units(let units):
      "numbers with several units (\(units.map { "\"\($0)\"" }.joined(separator: ", "))), not read "
        + "as such: with one of them they would be"
    case .unitRead(let units): "in \"\(units.joined(separator: "\" and \""))\""
    case .boundsRead(let rows, let values, let areMore):
      "\(rows) bounds such as " + values.map { "\"\($0)\"" }.joined(separator: ", ")
        + (areMore ? " and others" : "") + " count as their number"
    case .bounds:
      "numbers, not read as such for bounds as \"<5\": as numbers or empty they would be"
    case .unreadable(let rows, let values, let areMore):
      "\(NumberWords.number(rows, "value")) cannot be read and \(rows == 1 ? "counts" : "count") as "
        + "missing (" + values.map { "\"\($0)\"" }.joined(separator: ", ")
        + (areMore ? " and others)" : ")")
    }
  }
}
