/// Which sheet, or sheets, of a workbook.
public enum SheetChoice: Sendable, Hashable {
  /// The first visible sheet that has data.
  case automatic
  /// The sheet of this name; when there is none and the text is a number, the sheet at that place.
  case name(String)
  /// A sheet by its position, from 1.
  case number(Int)
  /// Every sheet, one after the other.
  case all

  /// `all`, a name, or a number from 1.
  public init(parsing text: String) { self = text == "all" ? .all : .name(text) }
}

/// Where the header is.
public enum HeaderChoice: Sendable, Hashable {
  /// Found by comparing the first rows with those below.
  case automatic
  /// There is none: columns are named by their place.
  case none
  /// Rows of the sheet or file, from 1; several rows are joined by a space.
  case rows(ClosedRange<Int>)

  /// `auto`, `none`, a row `N`, or `N,M` for rows N to M; nil for anything else.
  public init?(parsing text: String) {
    switch text {
    case "auto": self = .automatic
    case "none": self = .none
    default:
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count <= 2, let first = parts[0], let last = parts[parts.count - 1],
        first >= 1, last >= first
      else { return nil }
      self = .rows(first...last)
    }
  }
}
