import RowcastJSONText
import RowcastTabular
import Testing

@Suite struct `JSON Schemas` {
  let columns = Schema([
    ColumnSchema(name: "id", source: 0, kind: .integer, hasMissing: false),
    ColumnSchema(
      name: "amount", header: " Amount ", source: 1, kind: .decimal, hasMissing: true, note: "n"),
    ColumnSchema(name: "day", source: 2, kind: .date, hasMissing: false),
    ColumnSchema(name: "any", source: 3),
    ColumnSchema(name: "none", source: 4, kind: .empty, hasMissing: true),
  ])

  @Test func `a record is described with its types`() throws {
    #expect(
      JSONSchemaText.document(for: columns, title: "t.csv").text(isPretty: true) == """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "t.csv",
          "$comment": "records as rowcast writes them",
          "type": "object",
          "properties": {
            "id": {
              "type": "integer"
            },
            "amount": {
              "type": ["number", "null"],
              "title": " Amount ",
              "description": "n"
            },
            "day": {
              "type": "string",
              "format": "date"
            },
            "any": {},
            "none": {
              "type": "null"
            }
          },
          "required": ["id", "amount", "day", "any", "none"],
          "additionalProperties": true
        }
        """)
  }

  @Test func `what may be left out is not required`() {
    let document = JSONSchemaText.document(for: columns, options: .init(empty: .omit))
    #expect(document["required"] == ["id", "day"])
  }

  @Test func `missing values that are texts are allowed`() {
    let document = JSONSchemaText.document(for: columns, options: .init(empty: .text))
    #expect(document["properties"]?["amount"]?["type"] == ["number", "string", "null"])
  }

  @Test func `each layout has its schema`() {
    let list = JSONSchemaText.document(
      for: columns, layout: .shape(.records), options: .init(hasProvenance: true), hasSheet: true)
    #expect(list["type"] == "array")
    #expect(list["items"]?["properties"]?.object?.keys.prefix(3) == ["_sheet", "_row", "id"])
    let split = JSONSchemaText.document(for: columns, layout: .shape(.split))
    #expect(
      split["properties"]?["columns"]?["const"] == ["id", "amount", "day", "any", "none"])
    let lists = JSONSchemaText.document(for: columns, layout: .columns)
    #expect(lists["properties"]?["id"]?["items"]?["type"] == "integer")
    let values = JSONSchemaText.document(for: columns, layout: .shape(.values))
    #expect(values["items"]?["anyOf"]?.array?.count == 2)
  }
}
