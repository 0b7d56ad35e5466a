internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

/// Pulls the elements of one part while it is being inflated, in constant memory.
///
/// Elements of foreign namespaces come through but match no name. Of `mc:AlternateContent` the
/// fallback is read, since the choices are for programs that know newer namespaces.
final class PartReader {
  let part: String
  private let stream: PartStream
  private let limits: WorkbookLimits
  private var scanner: XMLScanner
  private var buffer: [UInt8] = []
  private var isFinal = false
  /// Where the buffer begins in the part.
  private var base = 0

  init(_ entry: ZipEntry, in archive: ZipArchive, limits: WorkbookLimits) throws(SpreadsheetError) {
    part = entry.name
    self.limits = limits
    stream = try PartStream(entry, in: archive)
    scanner = XMLScanner(limits: limits.xml, vocabulary: Vocabulary.workbook)
  }

  /// Reads a document of other namespaces.
  init(_ stream: PartStream, vocabulary: XMLVocabulary, limits: WorkbookLimits) {
    part = stream.part
    self.stream = stream
    self.limits = limits
    scanner = XMLScanner(limits: limits.xml, vocabulary: vocabulary)
  }

  /// Goes on within a stream that was read up to an element's start.
  init(
    continuing stream: PartStream, part: String, rest: [UInt8], scanner: XMLScanner, offset: Int,
    limits: WorkbookLimits
  ) {
    self.part = part
    self.stream = stream
    self.limits = limits
    self.scanner = scanner
    self.scanner.rebase()
    buffer = rest
    base = offset
  }

  /// The number of open elements, with the one of a start event, without the one of an end event.
  var depth: Int { scanner.depth }

  /// Whether white space is to be kept where the reader stands.
  var preservesSpace: Bool { scanner.preservesSpace }

  /// Moves to the next start, end or characters; `finished` at the end of the part.
  func next() throws(SpreadsheetError) -> XMLEvent {
    while true {
      let event = try advance()
      if event == .start, scanner.namespace == Vocabulary.compatibility {
        if isLocal("Choice") { try skipElement() }
        continue
      }
      if event == .end, scanner.namespace == Vocabulary.compatibility { continue }
      return event
    }
  }

  private func advance() throws(SpreadsheetError) -> XMLEvent {
    while true {
      let event: XMLEvent
      do throws(XMLError) { event = try step() } catch { throw located(error) }
      guard event == .needsInput else { return event }
      try refill()
    }
  }

  private func step() throws(XMLError) -> XMLEvent {
    let bytes = buffer
    return try scanner.next(in: bytes.span, isFinal: isFinal)
  }

  private func refill() throws(SpreadsheetError) {
    base += scanner.offset
    buffer.removeFirst(scanner.offset)
    scanner.rebase()
    guard buffer.count <= limits.tokenBytes else {
      throw SpreadsheetError(
        .limit(name: "bytes in one run of text or tag", value: limits.tokenBytes), at: location)
    }
    // A token longer than the buffer doubles it, so that looking for its end stays linear.
    if try !stream.append(max(1 << 16, buffer.count), to: &buffer) { isFinal = true }
  }

  /// Leaves the element of the last start event, behind its end. Characters in it are not kept,
  /// however many there are: pictures are one run of them.
  func skipElement() throws(SpreadsheetError) {
    let outside = scanner.depth - 1
    while true {
      let event: XMLEvent
      do throws(XMLError) { event = try step() } catch { throw located(error) }
      if event == .needsInput {
        let start = scanner.offset
        if start < buffer.count, buffer[start] != UInt8(ascii: "<") {
          scanner.move(to: buffer.count)
        }
        try refill()
        continue
      }
      if event == .finished || (event == .end && scanner.depth == outside) { return }
    }
  }

  /// Whether the last tag has this name and no foreign namespace.
  func isNamed(_ name: StaticString) -> Bool {
    (scanner.namespace == Vocabulary.main || scanner.namespace == XMLVocabulary.none)
      && isLocal(name)
  }

  /// Whether the last tag has this name in a namespace.
  func isNamed(_ name: StaticString, in namespace: Int) -> Bool {
    scanner.namespace == namespace && isLocal(name)
  }

  /// The vocabulary's number for the namespace of the last tag.
  var namespace: Int { scanner.namespace }

  private func isLocal(_ name: StaticString) -> Bool {
    let bytes = buffer
    return scanner.isNamed(name, in: bytes.span)
  }

  /// An attribute of the last start tag.
  func attribute(_ name: StaticString) throws(SpreadsheetError) -> String? {
    try read { (bytes) throws(XMLError) in try scanner.attribute(name, in: bytes) }
  }

  /// An attribute of the last start tag, of a namespace.
  func attribute(_ name: StaticString, in namespace: Int) throws(SpreadsheetError) -> String? {
    try read { (bytes) throws(XMLError) in
      try scanner.attribute(name, namespace: namespace, in: bytes)
    }
  }

  /// An attribute with a prefix, `r:id`; without one if there is none with it.
  func relationshipAttribute(_ name: StaticString) throws(SpreadsheetError) -> String? {
    if let value = try read({ (bytes) throws(XMLError) in
      try scanner.prefixedAttribute(name, in: bytes)
    }) {
      return value
    }
    return try attribute(name)
  }

  /// An attribute with some prefix, such as `xml:space`.
  func prefixedValue(_ name: StaticString) throws(SpreadsheetError) -> String? {
    try read { (bytes) throws(XMLError) in try scanner.prefixedAttribute(name, in: bytes) }
  }

  /// A truth value: `1` and `true` (ECMA-376 Part 1, 22.9.2.7).
  func flag(_ name: StaticString) throws(SpreadsheetError) -> Bool? {
    try attribute(name).map { ["1", "true", "on"].contains($0) }
  }

  func integer(_ name: StaticString) throws(SpreadsheetError) -> Int? {
    try attribute(name).flatMap { Int($0) }
  }

  /// Appends the characters of the last text or CDATA event.
  func appendText(_ event: XMLEvent, to text: inout [UInt8]) throws(SpreadsheetError) {
    var decoded: [UInt8] = []
    swap(&decoded, &text)
    defer { swap(&decoded, &text) }
    _ = try read { (bytes) throws(XMLError) -> Bool in
      if event == .cdata {
        try XMLText.appendCDATA(scanner.text, of: bytes, to: &decoded)
      } else {
        try XMLText.append(scanner.text, of: bytes, to: &decoded)
      }
      return true
    }
  }

  /// Lets `body` take whole elements from the bytes that are at hand; it gets them from the place
  /// of the next event on and returns how many it took.
  func take(_ body: (Span<UInt8>) -> Int) {
    let start = scanner.offset
    guard !scanner.isAtImpliedEnd, start < buffer.count else { return }
    let bytes = buffer
    scanner.move(to: start + body(bytes.span.extracting(start...)))
  }

  // MARK: - Places

  /// Where the next event begins in the part.
  var position: Int { base + scanner.offset }

  /// Where the last start tag begins in the part.
  var tagStart: Int { base + scanner.name.lowerBound - 1 }

  /// The prefix of the last tag, with its colon.
  var prefix: [UInt8] { Array(buffer[scanner.name.lowerBound..<scanner.localName.lowerBound]) }

  /// The scanner as it stands.
  var state: XMLScanner { scanner }

  /// Whether the last start tag was one of an empty element, whose end comes next.
  var isAtImpliedEnd: Bool { scanner.isAtImpliedEnd }

  /// Passes over bytes from the place of the next event on.
  /// - Parameter body: gets the bytes at hand, and returns how many of them are passed over and
  ///   whether that is all; when it is not, it is called again with what follows.
  func pass(_ body: (Span<UInt8>) -> (passed: Int, isDone: Bool)) throws(SpreadsheetError) {
    while true {
      let (passed, isDone) = body(buffer.span.extracting(scanner.offset...))
      scanner.move(to: scanner.offset + passed)
      if isDone { return }
      guard !isFinal else {
        throw SpreadsheetError(.xml(.unexpectedEnd), at: location)
      }
      try refill()
    }
  }

  /// What was read of the part from a place on; nothing can be read here any more.
  func rest(from place: Int) -> [UInt8] {
    defer { buffer = [] }
    return Array(buffer[max(0, min(place - base, buffer.count))...])
  }

  private func read<R>(
    _ body: (Span<UInt8>) throws(XMLError) -> R
  ) throws(SpreadsheetError) -> R {
    do throws(XMLError) {
      let bytes = buffer
      return try body(bytes.span)
    } catch { throw located(error) }
  }

  private var location: RowcastLocation { RowcastLocation(part: part, byte: base + scanner.offset) }

  private func located(_ error: XMLError) -> SpreadsheetError {
    SpreadsheetError(.xml(error.reason), at: RowcastLocation(part: part, byte: base + error.byte))
  }
}
