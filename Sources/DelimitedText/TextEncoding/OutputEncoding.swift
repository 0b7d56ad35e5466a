internal import RowcastMachine
public import RowcastTabular

/// An encoding that texts can be written in.
public struct OutputEncoding: Sendable, Hashable {
  /// Its name, in the usual spelling.
  public let name: String
  private let encoding: TextEncoding
  /// Whether texts begin with a byte-order mark without being asked to.
  let isMarked: Bool

  /// UTF-8, of which texts are a copy.
  public static let utf8 = OutputEncoding(.utf8, as: "utf-8", isMarked: false)

  private init(_ encoding: TextEncoding, as name: String, isMarked: Bool) {
    (self.encoding, self.name, self.isMarked) = (encoding, name, isMarked)
  }

  /// An encoding by its name in any spelling; nil where there is nothing that writes it. UTF-16 and
  /// UTF-32 without a byte order are of the lower byte first, behind a mark, as Excel takes them; Python's
  /// `utf-8-sig` is UTF-8 behind a mark.
  public init?(named label: String) {
    guard !label.isEmpty else { return nil }
    let known = TextEncoding(writing: label) ?? TextEncoding(unlisted: label)
    if known == .utf8, label.lowercased().hasSuffix("sig") {
      self.init(known, as: "utf-8-sig", isMarked: true)
    } else if ["utf-16", "utf-32"].contains(known.name) {
      guard let ordered = TextEncoding(named: known.name + "le") else { return nil }
      self.init(ordered, as: known.name, isMarked: true)
    } else {
      self.init(known, as: known.name, isMarked: false)
    }
    guard TextConverter(to: encoding) != nil else { return nil }
  }

  /// Whether it has the byte-order mark, U+FEFF.
  public var hasMark: Bool {
    let mark = "\u{FEFF}"
    return mark.withBytes { encoded($0).lost == 0 }
  }

  /// The bytes of a text, and how many characters the encoding does not have: `?` stands for them.
  public func encoded(_ text: Span<UInt8>) -> (bytes: [UInt8], lost: Int) {
    if encoding == .utf8 { return (Array(text), 0) }
    return TextConverter(to: encoding)?.encoded(text) ?? ([], 0)
  }

  /// The texts of a batch with characters that the encoding does not have: row of the batch and column
  /// of the cell, and how many.
  public func losses(
    in batch: RecordBatch
  ) -> [(place: (row: Int, column: Int), lost: Int)] {
    guard encoding != .utf8, let converter = TextConverter(to: encoding) else { return [] }
    var losses: [(place: (row: Int, column: Int), lost: Int)] = []
    func lost(_ text: Span<UInt8>) -> Int {
      for i in 0..<text.count where text[i] >= 0x80 { return converter.encoded(text).lost }
      return 0
    }
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        var count = 0
        switch cell.kind {
        case .text, .error:
          if let range = batch.textRange(of: cell) {
            count = lost(batch.text.span.extracting(range))
          }
        case .sharedText:
          if let range = batch.dictionary.range(of: cell.code) {
            let bytes = batch.dictionary.bytes
            count = lost(bytes.span.extracting(range))
          }
        default: break
        }
        if count > 0 {
          losses.append(((row, Int(cell.column)), count))
        }
      }
    }
    return losses
  }
}
