public import RowcastTabular

/// A JSON Schema (draft 2020-12) of the records that are written.
public enum JSONSchemaText {
  /// The layouts a document can have: those of ``JSONRecordOptions/Shape``, and lists by column.
  public enum Layout: Sendable, Hashable {
    /// Records in this shape.
    case shape(JSONRecordOptions.Shape)
    /// One object with a list of values for each column.
    case columns
  }

  /// What says in a schema that it is of records as they are written: flattened, and with each key.
  package static let writtenMark = "records as rowcast writes them"

  /// The schema of a document; for ``JSONRecordOptions/Shape/lines`` of one line.
  /// - Parameters:
  ///   - schema: with the kinds that every row was looked at for; an unknown kind allows anything.
  ///   - title: what the records are, such as the name of their file.
  public static func document(
    for schema: Schema, layout: Layout = .shape(.lines), options: JSONRecordOptions = .init(),
    hasSheet: Bool = false, title: String? = nil
  ) -> JSONValue {
    let fields = Fields(schema, options, hasSheet: hasSheet)
    var document = JSONObject([
      ("$schema", "https://json-schema.org/draft/2020-12/schema")
    ])
    if let title { document["title"] = .string(title) }
    document["$comment"] = .string(writtenMark)
    let body: JSONObject =
      switch layout {
      case .shape(.lines): fields.record
      case .shape(.records): object(["type": "array", "items": .object(fields.record)])
      case .shape(.values): object(["type": "array", "items": .object(fields.anyRow)])
      case .shape(.split):
        object([
          "type": "object", "required": ["columns", "data"],
          "properties": [
            "columns": ["const": .array(fields.names.map { .string($0) })],
            "data": ["type": "array", "items": .object(fields.row)],
          ],
        ])
      case .columns: fields.lists
      }
    for (key, value) in body.members { document[key] = value }
    return .object(document)
  }

  /// The names of the fields, and what each may hold.
  private struct Fields {
    var names: [String]
    var values: [JSONObject]
    var required: [Bool]
    let options: JSONRecordOptions

    init(_ schema: Schema, _ options: JSONRecordOptions, hasSheet: Bool) {
      self.options = options
      let layout = RecordLayout(schema: schema, options: options, hasSheet: hasSheet)
      names = layout.names
      values = layout.provenance.map {
        object(["type": $0 == .sheet ? "string" : "integer"])
      }
      required = layout.provenance.map { _ in true }
      for column in schema.columns {
        values.append(JSONSchemaText.value(of: column, options))
        required.append(options.empty != .omit || column.hasMissing == false)
      }
    }

    var record: JSONObject {
      let required = zip(names, required).filter(\.1).map { JSONValue.string($0.0) }
      return JSONObject([
        ("type", "object"),
        ("properties", .object(JSONObject(zip(names, values).map { ($0, .object($1)) }))),
        ("required", .array(required)),
        ("additionalProperties", .boolean(options.keepsUnknownColumns)),
      ])
    }

    var row: JSONObject {
      object(["type": "array", "prefixItems": .array(values.map { .object($0) })])
    }

    /// A row of values or, at the beginning, of names.
    var anyRow: JSONObject {
      object(["anyOf": [["const": .array(names.map { .string($0) })], .object(row)]])
    }

    var lists: JSONObject {
      JSONObject([
        ("type", "object"),
        (
          "properties",
          .object(
            JSONObject(
              zip(names, values).map { ($0, ["type": "array", "items": .object($1)]) }))
        ),
        ("required", .array(names.map { .string($0) })),
        ("additionalProperties", false),
      ])
    }
  }

  /// What the values of a column may be.
  private static func value(of column: ColumnSchema, _ options: JSONRecordOptions) -> JSONObject {
    var types: [String]
    var extra: [(String, JSONValue)] = []
    switch column.kind {
    case nil: types = []
    case .empty: types = []
    case .boolean: types = ["boolean"]
    case .integer: types = ["integer"]
    case .decimal: types = ["number"]
    case .text: types = ["string"]
    case .mixed: types = ["string", "number", "boolean"]
    case .date:
      types = ["string"]
      extra = [("format", "date")]
    case .duration:
      types = ["string"]
      extra = [("pattern", "^-?PT([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]{3})?S)?$")]
    case .time:
      // The format "time" of JSON Schema demands a zone, which spreadsheets do not know.
      types = ["string"]
      extra = [("pattern", "^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?$")]
    case .dateTime:
      types = ["string"]
      extra = [
        (
          "pattern",
          "^[0-9]{4,}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?)?$"
        )
      ]
    }
    if column.kind != nil {
      let isMissing = column.hasMissing != false || column.kind == .empty
      let besides = column.besides ?? []
      if besides.contains(.emptyTexts) || (besides.contains(.errors) && options.errors == .text)
        || (isMissing && options.empty == .text)
      {
        // An empty text, or an error's, matches no pattern: say only that texts occur.
        extra = []
        if !types.contains("string") { types.append("string") }
      }
      if besides.contains(.arrays) {
        extra = []
        types += ["array", "object"]
      }
      // Errors are null also where other missing values are texts.
      let mayHaveErrors = column.besides == nil ? isMissing : besides.contains(.errors)
      if (isMissing && options.empty != .text) || (mayHaveErrors && options.errors == .null) {
        types.append("null")
      }
    }
    var members: [(String, JSONValue)] = []
    if types.count == 1 { members.append(("type", .string(types[0]))) }
    if types.count > 1 { members.append(("type", .array(types.map { .string($0) }))) }
    if !column.header.isEmpty, column.header != column.name {
      members.append(("title", .string(column.header)))
    }
    if let note = column.note { members.append(("description", .string(note))) }
    return JSONObject(members + extra)
  }
}

/// The object of a literal.
private func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONObject {
  JSONObject(members.map { ($0.key, $0.value) })
}
