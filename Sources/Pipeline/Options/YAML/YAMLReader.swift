import CRowcastYAML

/// Reads one YAML document from libyaml's events.
///
/// Whoever writes a configuration does not need aliases, several documents or deep nesting, so
/// those are refused, and a small file stays a small value.
@safe struct YAMLReader: ~Copyable {
  /// How deep lists and maps may be nested.
  static let depthLimit = 32
  /// The most bytes of a document.
  static let byteLimit = 1 << 20

  /// The parser keeps a pointer to itself, so it stays where it is.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// The document of a text; nil when there is none.
  /// - Throws: ``YAMLError`` with line and column.
  static func document(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode? {
    guard bytes.count <= byteLimit else {
      throw YAMLError(message: "more than \(byteLimit) bytes", line: 1, column: 1)
    }
    var outcome = Result<YAMLNode?, YAMLError>.success(nil)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      do throws(YAMLError) {
        let reader = unsafe try YAMLReader(bytes)
        outcome = .success(try reader.document())
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }

  /// - Parameter bytes: must outlive the reader.
  private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      throw YAMLError(message: "out of memory", line: 1, column: 1)
    }
    unsafe yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    unsafe self.parser = parser
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  private func document() throws(YAMLError) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event.kind {
      case YAML_STREAM_END_EVENT: return root
      case YAML_DOCUMENT_START_EVENT where root != nil:
        throw event.error("a second document begins here")
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT, YAML_DOCUMENT_END_EVENT: break
      default: root = try node(event, depth: 0)
      }
    }
  }

  /// The value that begins with an event.
  private func node(_ event: Event, depth: Int) throws(YAMLError) -> YAMLNode {
    guard depth < Self.depthLimit else {
      throw event.error("nested deeper than \(Self.depthLimit) lists and maps")
    }
    let content: YAMLNode.Content
    switch event.kind {
    case YAML_SCALAR_EVENT: content = .scalar(event.text, isPlain: event.isPlain)
    case YAML_SEQUENCE_START_EVENT:
      var items: [YAMLNode] = []
      var event = try next()
      while event.kind != YAML_SEQUENCE_END_EVENT {
        items.append(try node(event, depth: depth + 1))
        event = try next()
      }
      content = .sequence(items)
    case YAML_MAPPING_START_EVENT: content = .mapping(try members(depth: depth + 1))
    case YAML_ALIAS_EVENT: throw event.error("an alias: write the value out")
    default: throw event.error("a value is missing")
    }
    return YAMLNode(content: content, line: event.line, column: event.column)
  }

  private func members(
    depth: Int
  ) throws(YAMLError) -> [(key: String, value: YAMLNode)] {
    var members: [(key: String, value: YAMLNode)] = []
    var names: Set<String> = []
    while true {
      let event = try next()
      if event.kind == YAML_MAPPING_END_EVENT { return members }
      guard event.kind == YAML_SCALAR_EVENT else { throw event.error("a key that is no text") }
      guard names.insert(event.text).inserted else {
        throw event.error("the key \"\(event.text)\" stands twice")
      }
      members.append((event.text, try node(try next(), depth: depth)))
    }
  }

  /// What is needed of an event of the parser.
  private struct Event {
    var kind: yaml_event_type_t
    var text = ""
    var isPlain = false
    var line: Int
    var column: Int

    func error(_ message: String) -> YAMLError {
      YAMLError(message: message, line: line, column: column)
    }
  }

  private func next() throws(YAMLError) -> Event {
    var raw = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &raw) == 1 else {
      let mark = unsafe parser.pointee.problem_mark
      throw YAMLError(
        message: unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
          ?? "out of memory",
        line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
    defer { unsafe yaml_event_delete(&raw) }
    let place = unsafe raw.start_mark
    var event = unsafe Event(
      kind: raw.type, line: Int(place.line) + 1, column: Int(place.column) + 1)
    if event.kind == YAML_SCALAR_EVENT {
      let scalar = unsafe raw.data.scalar
      // libyaml has as many bytes as it says, and a text is never longer than its document.
      assert(unsafe scalar.value != nil && scalar.length <= Self.byteLimit)
      event.text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      event.isPlain = unsafe scalar.plain_implicit == 1 && scalar.style == YAML_PLAIN_SCALAR_STYLE
    }
    return event
  }
}
