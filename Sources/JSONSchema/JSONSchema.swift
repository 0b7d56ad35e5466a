public import RowcastJSONText

/// A JSON Schema (draft 2020-12), compiled, that values can be held against.
///
/// All of the core, applicator, unevaluated and validation vocabularies; references within the document,
/// also dynamic ones. Numbers are compared by all their digits. Patterns are matched in linear time
/// (see ``Pattern``). A reference to another document is refused, and nothing is ever fetched.
///
/// Source: https://json-schema.org/draft/2020-12/json-schema-core and -validation.
public struct JSONSchema: Sendable {
  let nodes: [SchemaNode]
  let needsAnnotations: Bool
  let dynamicAnchors: [SchemaCompiler.Anchor: Int]
  /// Keywords that the standard does not know, and formats that are not looked at, in order.
  public let uncheckedKeywords: [String]
  /// As ``uncheckedKeywords``.
  public let uncheckedFormats: [String]

  /// Compiles a schema.
  /// - Parameters:
  ///   - place: the keys that lead to the schema in the document; none for all of it.
  ///   - assertsFormats: whether `format` is checked, where it is a format that is known here
  ///   (``TextFormat``); by the standard it is a remark.
  /// - Throws: ``JSONSchemaError`` with the place in the document.
  public init(
    _ document: JSONValue, at place: [String] = [], assertsFormats: Bool = false
  ) throws(JSONSchemaError) {
    let index = try SchemaIndex(document)
    let compiler = try SchemaCompiler(document, index, at: place, assertsFormats: assertsFormats)
    nodes = compiler.nodes
    needsAnnotations = compiler.needsAnnotations
    dynamicAnchors = compiler.dynamicAnchors
    uncheckedKeywords = index.unknownKeywords.sorted()
    uncheckedFormats = compiler.uncheckedFormats.sorted()
  }

  /// The members that the schema itself has rules for by their names, in order; not those of schemas that
  /// it refers to.
  public var memberNames: [String] {
    (nodes.first?.keywords ?? []).flatMap { keyword -> [String] in
      if case .members(let rules) = keyword { Array(rules.named.keys) } else { [] }
    }.sorted()
  }

  /// In what a value is not as the schema says; nothing when it is. At most ``violationLimit``.
  /// - Throws: ``JSONSchemaError`` when that takes too many steps: a schema that refers to itself without
  ///   end, or one whose alternatives multiply.
  public func violations(of value: JSONValue) throws(JSONSchemaError) -> [SchemaViolation] {
    var run = Validation(schema: self)
    _ = try run.check(value, by: 0)
    return run.violations
  }

  /// Whether a value is as the schema says.
  /// - Throws: as ``violations(of:)``.
  public func accepts(_ value: JSONValue) throws(JSONSchemaError) -> Bool {
    try violations(of: value).isEmpty
  }

  /// How many violations of one value are listed.
  public static let violationLimit = 100
}
