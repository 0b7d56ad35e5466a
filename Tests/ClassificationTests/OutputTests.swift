import RowcastClassification
import Foundation
import RowcastLinearAlgebra
import Testing

@Suite("Outputs")
struct OutputTests {
  @Test("A tree's classes sum to one, and frequent ones have short ways")
  func tree() {
    let tree = HuffmanTree(counts: [50, 3, 20, 7, 1, 12])
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      let logits = (0..<tree.nodeCount).map { _ in 20 * (generator.uniform() - 0.5) }
      #expect(abs(tree.probabilities(logits).reduce(0, +) - 1) < 1e-14)
    }
    #expect(tree.paths[0].count == 1)
    #expect(tree.paths[4].count > tree.paths[2].count)
    // Huffman's cost: the mean length of a way is the least of any tree.
    let cost = zip([50, 3, 20, 7, 1, 12], tree.paths).reduce(0) { $0 + $1.0 * $1.1.count }
    #expect(cost == 4 + 11 + 23 + 43 + 93)
  }

  @Test("With two classes a tree is the sigmoid, and so the softmax")
  func twoClasses() {
    let tree = HuffmanTree(counts: [3, 9])
    for z in [-30.0, -1, 0, 2.5, 30] {
      let (left, right) = (tree.probabilities([z])[0], tree.probabilities([z])[1])
      let isLeft = tree.paths[0][0].isLeft
      let softmax = Outputs.softmax(isLeft ? [z, 0] : [0, z])
      #expect(abs(left - softmax[0]) < 1e-15)
      #expect(abs(right - softmax[1]) < 1e-15)
    }
  }

  @Test("A tree's path through a node that is not there is not decoded")
  func decoding() {
    let text = #"{"paths":[[{"node":5,"isLeft":true}],[{"node":0,"isLeft":false}]]}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(HuffmanTree.self, from: Data(text.utf8))
    }
  }

  @Test("Models whose parts do not fit are not decoded")
  func models() throws {
    let fit = """
      {"objective":1,"meanLogLoss":1,"iterations":1,"passes":1,"gradientNorm":0,"l1Ratio":0,\
      "solver":"","hasConverged":true,"message":""}
      """
    let matrix = #"{"rows":1,"columns":2,"values":[1,2]}"#
    func linear(_ form: String, _ intercepts: String) -> String {
      """
      {"kind":"linear","model":{"form":"\(form)","weights":\(matrix),\
      "intercepts":\(intercepts),"fit":\(fit)}}
      """
    }
    let decoder = JSONDecoder()
    let good = linear("logistic", "[1]")
    #expect(try decoder.decode(FittedClassifier.self, from: Data(good.utf8)).width == 2)
    let layer = #"{"weights":\#(matrix),"biases":[0]}"#
    let network = #""activation":{"name":"relu"},"head":{"sigmoid":{}}"#
    for text in [
      linear("logistic", "[1,2]"), linear("softmax", "[1]"), #"{"kind":"tree","model":{}}"#,
      #"{"kind":"mlp","model":{"network":{"layers":[],\#(network)}}}"#,
      #"{"kind":"mlp","model":{"network":{"layers":[\#(layer),\#(layer)],\#(network)}}}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try decoder.decode(FittedClassifier.self, from: Data(text.utf8))
      }
    }
  }
}

@Suite("Perceptron")
struct PerceptronTests {
  @Test("It ends with a plane that separates what a plane can", arguments: [false, true])
  func separable(isAveraged: Bool) throws {
    var generator = SeededGenerator(seed: 6)
    let points = (0..<200).map { _ in [generator.uniform() - 0.5, generator.uniform() - 0.5] }
      .filter { abs($0[0] + 2 * $0[1]) > 0.1 }
    let features = FeatureMatrix(
      trusted: points.count, dense: points.flatMap { $0 }, denseWidth: 2)
    let labels = points.map { $0[0] + 2 * $0[1] > 0 ? 1 : 0 }
    let model = try Perceptron(maxEpochs: 500, isAveraged: isAveraged)
      .fitted(to: features, labels: labels, classCount: 2)
    #expect(model.isSeparating)
    #expect(model.mistakes.last == 0)
    let margins = try model.margins(features)
    let probabilities = try model.probabilities(features)
    for (row, label) in labels.enumerated() {
      #expect((margins[row, 0] > 0) == (label == 1))
      #expect((probabilities[row, 1] > 0.5) == (label == 1))
    }
  }

  @Test("On classes that overlap it says so, and probabilities follow the margins")
  func overlapping() throws {
    let data = SyntheticRows(rows: 600, classCount: 3)
    let model = try Perceptron(maxEpochs: 15).fitted(
      to: data.features, labels: data.labels, classCount: 3)
    #expect(!model.isSeparating)
    #expect(model.message.contains("were not separated in 15 epochs"))
    let (margins, probabilities) = (
      try model.margins(data.features), try model.probabilities(data.features)
    )
    for row in 0..<margins.rows {
      let best = (0..<3).max { margins[row, $0] < margins[row, $1] }
      #expect(best == (0..<3).max { probabilities[row, $0] < probabilities[row, $1] })
    }
  }
}
