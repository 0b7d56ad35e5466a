import RowcastJSONText
import RowcastTabular
import TestSupport
import Testing

@Suite struct `Laws of the encoders of JSON` {
  @Test(arguments: JSONRecordOptions.Shape.allCases)
  func `batches of records may be cut anywhere`(shape: JSONRecordOptions.Shape) throws {
    for columns in [schemaOfAllKinds().columns, schemaOfAllKinds().columns.reversed()] {
      for isPretty in [false, true] {
        let options = JSONRecordOptions(shape: shape, isPretty: isPretty, hasProvenance: isPretty)
        try checkRecordEncoder(
          JSONRecordEncoder(schema: Schema(columns), options: options, sheet: "S"),
          on: batchOfAllKinds())
      }
    }
  }

  @Test func `batches of columns may be cut anywhere`() throws {
    for columns in [schemaOfAllKinds().columns, schemaOfAllKinds().columns.reversed()] {
      let encoder = JSONColumnsEncoder(schema: Schema(columns), sheet: "S")
      try checkRecordEncoder(on: batchOfAllKinds(), encode: encoder.encode) { parts -> [UInt8] in
        let writer = JSONColumnsWriter(encoder)
        for part in parts { try writer.append(part) }
        var bytes: [UInt8] = []
        try writer.finish { for i in $0.indices { bytes.append($0[i]) } }
        return bytes
      }
    }
  }
}
