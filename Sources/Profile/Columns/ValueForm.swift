/// What a value is, as one tells columns of one form from mixed ones; raw values are for programs.
public enum ValueForm: String, Sendable, Hashable, CaseIterable {
  /// A number.
  case number
  /// True or false.
  case truth = "boolean"
  /// A day, with or without a time.
  case day = "date"
  /// A time of day, or a length of time.
  case time
  /// An error such as `#N/A`.
  case error
  /// A formula that was never calculated.
  case uncalculated
  /// A text that reads as a number.
  case numberText = "number_text"
  /// A text that reads as a day.
  case dayText = "date_text"
  /// A word for no value.
  case missingWord = "missing_word"
  /// Any other text.
  case text

  /// Whether it is a number, or reads as one.
  public var isNumber: Bool { self == .number || self == .numberText }
  /// Whether it is a day, or reads as one.
  public var isDay: Bool { self == .day || self == .dayText }
}

/// A cell that shows what was found: the row of the sheet or the line of the file, and its text.
public struct CellPlace: Sendable, Hashable {
  /// The row of the sheet, or the line of the file.
  public var row: Int
  /// The value as a text, of which a long one has its beginning.
  public var text: String

  /// A cell that shows something.
  package init(row: Int, text: String) {
    self.row = row
    self.text = text
  }

  /// How many bytes of a text are shown.
  static let shownBytes = 80
}

/// Rows that have something in common, and the first few that show it.
public struct SeenRows: Sendable, Hashable {
  /// The rows.
  public internal(set) var count = 0
  /// The first rows; of texts the first rows of the first different ones.
  public internal(set) var places: [CellPlace] = []

  static let shown = 3

  /// Counts rows of one text, the first of which is given, behind all others.
  mutating func add(_ rows: Int, _ place: @autoclosure () -> CellPlace) {
    count += rows
    guard places.count < Self.shown else { return }
    let place = place()
    if !places.contains(where: { $0.text == place.text }) { places.append(place) }
  }

  /// Counts one row, whatever its text.
  @inline(__always)
  mutating func addRow(_ place: @autoclosure () -> CellPlace) {
    count += 1
    if places.count < Self.shown { places.append(place()) }
  }

  /// - Parameter isByText: whether each place has a text of its own.
  mutating func merge(_ other: SeenRows, isByText: Bool) {
    if isByText {
      for place in other.places { add(0, place) }
    } else {
      places += other.places.prefix(Self.shown - places.count)
    }
    count += other.count
  }
}
