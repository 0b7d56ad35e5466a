public import RowcastJSONText

/// The model file's format as a JSON Schema (draft 2020-12), for readers in any language.
///
/// Members that a schema does not name may be added by later versions; those it requires stay.
public enum ModelSchema {
  /// The schema of a model file.
  public static let document: JSONValue = {
    var schema = SchemaPart.object(
      "A trained Rowcast model: columns with what was learned of them, weights and classes.",
      required: [
        ("format", ["const": "rowcast-model"]),
        ("formatVersion", SchemaPart.integer("The format's version.", least: 1)),
        ("program", SchemaPart.text("The version of the program that wrote the file.")),
        ("name", SchemaPart.text("What the model is called.")),
        ("target", SchemaPart.reference("labels")),
        ("features", SchemaPart.reference("features")),
        ("classifier", SchemaPart.reference("classifier")),
        ("decision", SchemaPart.reference("decision")),
      ],
      optional: [
        ("calibration", SchemaPart.reference("calibration")),
        ("training", ["type": "object"]), ("options", ["type": "object"]),
      ])
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Rowcast model"
    schema["$defs"] = .object(
      JSONObject(
        FeatureSchema.definitions + ClassifierSchema.definitions + OutputSchema.definitions))
    return schema
  }()
}

/// Pieces of a schema.
enum SchemaPart {
  static func object(
    _ description: String, required: [(String, JSONValue)], optional: [(String, JSONValue)] = []
  ) -> JSONValue {
    [
      "type": "object", "description": .string(description),
      "required": .array(required.map { .string($0.0) }),
      "properties": .object(JSONObject(required + optional)),
    ]
  }

  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/" + name)] }

  static func list(_ items: JSONValue, _ description: String? = nil) -> JSONValue {
    var value: JSONValue = ["type": "array", "items": items]
    if let description { value["description"] = .string(description) }
    return value
  }

  static func text(_ description: String) -> JSONValue {
    ["type": "string", "description": .string(description)]
  }

  static func texts(_ description: String) -> JSONValue {
    list(["type": "string"], description)
  }

  static func integer(_ description: String, least: Int = 0) -> JSONValue {
    ["type": "integer", "minimum": .number(least), "description": .string(description)]
  }

  static func truth(_ description: String) -> JSONValue {
    ["type": "boolean", "description": .string(description)]
  }

  static func number(_ description: String) -> JSONValue {
    ["$ref": "#/$defs/number", "description": .string(description)]
  }

  static func numbers(_ description: String) -> JSONValue {
    list(reference("number"), description)
  }

  static func choice(_ names: [String], _ description: String) -> JSONValue {
    ["enum": .array(names.map { .string($0) }), "description": .string(description)]
  }

  /// An object with exactly one member, whose name says which case it is.
  static func cases(_ cases: [(String, JSONValue)], _ description: String) -> JSONValue {
    [
      "description": .string(description),
      "oneOf": .array(
        cases.map { name, body in
          [
            "type": "object", "required": [.string(name)], "additionalProperties": false,
            "properties": .object(JSONObject([(name, body)])),
          ]
        }),
    ]
  }

  /// The single unnamed value of a case.
  static func value(_ body: JSONValue) -> JSONValue {
    ["type": "object", "required": ["_0"], "properties": .object(JSONObject([("_0", body)]))]
  }
}
