import RowcastClassification
import RowcastLinearAlgebra
import Testing

/// What cannot be learned from is refused with its place, and never read.
@Suite struct CheckedInputTests {
  private func refusal(_ make: () throws(MatrixError) -> FeatureMatrix) -> MatrixError? {
    do throws(MatrixError) {
      _ = try make()
      return nil
    } catch {
      return error
    }
  }

  private func sparse(_ offsets: [Int], _ columns: [UInt32], _ values: [Double] = [1, 1])
    throws(MatrixError) -> FeatureMatrix
  {
    try FeatureMatrix(
      rowCount: 2, sparse: [.init(rowOffsets: offsets, columns: columns, values: values, width: 3)])
  }

  @Test func `numbers that are not finite are refused with their row`() {
    #expect(
      refusal { () throws(MatrixError) in try FeatureMatrix(rows: [[1, 2], [3, .nan]]) }?.row == 1)
    #expect(
      refusal { () throws(MatrixError) in
        try FeatureMatrix(Matrix(rows: 1, columns: 1, values: [.infinity]))
      }
        == MatrixError(.value(.infinity), row: 0))
    #expect(
      refusal { () throws(MatrixError) in try sparse([0, 1, 2], [0, 1], [1, .nan]) }?.row == 1)
  }

  @Test func `rows of different lengths and blocks of other counts are refused`() {
    #expect(
      refusal { () throws(MatrixError) in try FeatureMatrix(rows: [[1, 2], [3]]) }
        == MatrixError(.count(of: "numbers", found: 1, expected: 2), row: 1))
    #expect(
      refusal { () throws(MatrixError) in try FeatureMatrix(rowCount: -1, dense: [], denseWidth: 1)
      } != nil)
    #expect(
      refusal { () throws(MatrixError) in
        try FeatureMatrix(rowCount: .max, dense: [], denseWidth: 2)
      } != nil)
    #expect(
      refusal { () throws(MatrixError) in
        try FeatureMatrix(rowCount: 2, categories: [.init(codes: [0], levels: 2)])
      } == MatrixError(.count(of: "codes", found: 1, expected: 2)))
  }

  @Test func `sparse entries lie within their block`() {
    #expect(refusal { () throws(MatrixError) in try sparse([0, 1, 2], [0, 2]) } == nil)
    #expect(
      refusal { () throws(MatrixError) in try sparse([0, 1, 2], [0, 9_000_000]) }
        == MatrixError(.column(9_000_000, width: 3), row: 1))
    for offsets in [[0, 5, 2], [0, 2, 1], [1, 1, 2], [0, -1, 2], [0, 1, 9], [0, 2]] {
      #expect(
        refusal { () throws(MatrixError) in try sparse(offsets, [0, 1]) } != nil, "\(offsets)")
    }
  }

  @Test func `labels of one class are refused`() throws {
    let features = try FeatureMatrix(rows: [[1], [2], [3]])
    #expect(throws: ClassificationError(.oneClass)) {
      try LogisticRegression().fitted(to: features, labels: [0, 0, 0])
    }
    #expect(throws: ClassificationError(.oneClass)) {
      try SoftmaxRegression().fitted(to: features, labels: [2, 2, 2], classCount: 3)
    }
  }
}
