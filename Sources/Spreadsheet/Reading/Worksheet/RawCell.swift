internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents

/// A cell as its XML states it, read the long way: whatever order, nesting and spelling it has.
struct RawCell {
  /// The reference as written.
  var reference: String?
  var style = 0
  var styleText: String?
  var type = "n"
  /// The text of `v`; nil when there is none.
  var value: [UInt8]?
  /// Whether some bytes of `is` were no text.
  var isRepaired = false
  /// The text of `is`.
  var inline: [UInt8]?
  var formula: Formula?
  /// Where the cell ends in the bytes that it was read from.
  var end = 0

  struct Formula: Sendable {
    var text: [UInt8] = []
    var type: String?
    var sharedIndex: Int?
    var range: String?
  }

  /// Reads the cell (or any other element, which then leaves no trace) that starts at offset 0.
  init(
    _ bytes: Span<UInt8>, scanner outer: XMLScanner, cellBytes: Int
  ) throws(XMLError) {
    var scanner = outer
    scanner.rebase()
    let outside = scanner.depth
    guard try scanner.next(in: bytes, isFinal: true) == .start else {
      throw XMLError(.malformed("a stray end tag between cells"), byte: scanner.offset)
    }
    if Self.isMain(scanner), scanner.isNamed("c", in: bytes) { try readAttributes(scanner, bytes) }
    var path = Path()
    while true {
      let event = try scanner.next(in: bytes, isFinal: true)
      switch event {
      case .start: try path.enter(scanner, bytes, &self)
      case .text, .cdata:
        try path.take(event, scanner.text, bytes, &self)
        guard (value?.count ?? 0) + (inline?.count ?? 0) <= cellBytes else {
          throw XMLError(.limit(name: "bytes in one cell", value: cellBytes), byte: scanner.offset)
        }
      case .end:
        if scanner.depth == outside {
          end = scanner.offset
          return
        }
        path.leave(scanner.depth, &self)
      case .finished, .needsInput: throw XMLError(.unexpectedEnd, byte: scanner.offset)
      }
    }
  }

  private static func isMain(_ scanner: XMLScanner) -> Bool {
    scanner.namespace == Vocabulary.main || scanner.namespace == XMLVocabulary.none
  }

  private mutating func readAttributes(
    _ scanner: XMLScanner, _ bytes: Span<UInt8>
  ) throws(XMLError) {
    reference = try scanner.attribute("r", in: bytes)
    type = try scanner.attribute("t", in: bytes) ?? "n"
    styleText = try scanner.attribute("s", in: bytes)
    style = styleText.flatMap { Int($0) } ?? (styleText == nil ? 0 : -1)
  }

  /// Where in the cell the scanner is, by depth: what characters belong to.
  private struct Path {
    enum Place { case none, value, formula, inline, run }
    private var place = Place.none
    private var placeDepth = 0
    private var runDepth = 0
    private var runStart = 0
    private var isRunPreserved = false
    /// Elements that are passed over, from this depth on.
    private var skipDepth = Int.max

    mutating func enter(
      _ scanner: XMLScanner, _ bytes: Span<UInt8>, _ cell: inout RawCell
    ) throws(XMLError) {
      guard skipDepth == Int.max else { return }
      guard RawCell.isMain(scanner) else {
        // Of alternate content the fallback is read; other foreign elements are passed over.
        let isCompatibility = scanner.namespace == Vocabulary.compatibility
        if !isCompatibility || scanner.isNamed("Choice", in: bytes) { skipDepth = scanner.depth }
        return
      }
      switch place {
      case .none: try enterChild(scanner, bytes, &cell)
      case .inline:
        if scanner.isNamed("t", in: bytes) {
          place = .run
          runDepth = scanner.depth
          runStart = cell.inline?.count ?? 0
          isRunPreserved = scanner.preservesSpace
        } else if !scanner.isNamed("r", in: bytes) {
          skipDepth = scanner.depth
        }
      case .value, .formula, .run: skipDepth = scanner.depth
      }
    }

    private mutating func enterChild(
      _ scanner: XMLScanner, _ bytes: Span<UInt8>, _ cell: inout RawCell
    ) throws(XMLError) {
      placeDepth = scanner.depth
      if scanner.isNamed("v", in: bytes) {
        place = .value
        cell.value = cell.value ?? []
      } else if scanner.isNamed("f", in: bytes) {
        place = .formula
        cell.formula = Formula(
          type: try scanner.attribute("t", in: bytes),
          sharedIndex: try scanner.attribute("si", in: bytes).flatMap { Int($0) },
          range: try scanner.attribute("ref", in: bytes))
      } else if scanner.isNamed("is", in: bytes) {
        place = .inline
        cell.inline = cell.inline ?? []
      } else {
        skipDepth = scanner.depth
      }
    }

    mutating func take(
      _ event: XMLEvent, _ text: Range<Int>, _ bytes: Span<UInt8>,
      _ cell: inout RawCell
    ) throws(XMLError) {
      guard skipDepth == Int.max else { return }
      switch place {
      case .value: try Self.append(event, text, bytes, to: &cell.value)
      case .run: try Self.append(event, text, bytes, to: &cell.inline)
      case .formula:
        var formula: [UInt8]? = cell.formula?.text
        try Self.append(event, text, bytes, to: &formula)
        cell.formula?.text = formula ?? []
      case .none, .inline: break
      }
    }

    private static func append(
      _ event: XMLEvent, _ range: Range<Int>, _ bytes: Span<UInt8>,
      to text: inout [UInt8]?
    ) throws(XMLError) {
      var known = text ?? []
      text = nil
      if event == .cdata {
        try XMLText.appendCDATA(range, of: bytes, to: &known)
      } else {
        try XMLText.append(range, of: bytes, to: &known)
      }
      text = known
    }

    /// - Parameter depth: the depth after the end tag.
    mutating func leave(_ depth: Int, _ cell: inout RawCell) {
      if skipDepth != Int.max {
        if depth < skipDepth { skipDepth = Int.max }
        return
      }
      if place == .run, depth < runDepth {
        place = .inline
        if var text = cell.inline {
          cell.inline = nil
          if RichText.finish(&text, from: runStart, isPreserved: isRunPreserved) {
            cell.isRepaired = true
          }
          cell.inline = text
        }
      }
      if place != .none, depth < placeDepth { place = .none }
    }
  }
}
