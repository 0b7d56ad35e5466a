import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import TestSupport
import Testing

@Suite struct `Laws of JSON as a source` {
  private static let many = (0..<400).map { row in
    #"{"id":\#(row),"x":\#(row % 7 == 0 ? "null" : "\(row).50"),"t":"name \#(row % 91)","b":\#(row % 2 == 0)}"#
  }

  @Test(arguments: [
    many.joined(separator: "\n"), "[" + many.joined(separator: ",\n") + "]",
    #"[{"a":1,"b":"x"},{"c":true,"a":2.5e3,"d":"2024-03-01"},{}]"#,
    #"{"a":[1,2.50,null],"b":["x",null,"y \"z\""],"c":[null,true,false]}"#,
    #"[["a","b"],[1,"x"],[12345678901234567890,null],[null,"\u00e9"]]"#,
    #"{"rows":[{"k":{"x":[1,2]},"v":1},{"k":{"x":null},"v":"late"}]}"#, "[]",
  ])
  func `hold for every shape, and for both encoders`(text: String) throws {
    let source = try JSONSource(MemoryBytes(text))
    try checkRecordSource(source) { JSONRecordEncoder(schema: $0) }
    try checkRecordSource(source) { DelimitedEncoder(schema: $0) }
  }
}
