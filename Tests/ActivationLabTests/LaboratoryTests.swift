import RowcastActivationLab
import Testing

@Suite("Activation laboratory")
struct LaboratoryTests {
  @Test("What is said of activations is seen", arguments: 1...ActivationLaboratory.count)
  func claims(_ number: Int) throws {
    let demonstration = try ActivationLaboratory().demonstration(number)
    #expect(demonstration.number == number)
    #expect(demonstration.holds, "\(demonstration.text)")
    #expect(demonstration.rows.allSatisfy { $0.values.count == demonstration.columns.count })
  }

  @Test("The same seed shows the same figures")
  func seeds() throws {
    // As texts: a demonstration may show NaN, which equals nothing.
    let shown = try ActivationLaboratory().demonstration(3).text
    #expect(try ActivationLaboratory().demonstration(3).text == shown)
    #expect(try ActivationLaboratory(seed: 8).demonstration(3).text != shown)
  }

  @Test("A demonstration is printed as an aligned table")
  func text() throws {
    let text = try ActivationLaboratory().demonstration(11).text
    #expect(
      text == """
        11. Taking off the largest logit keeps softmax from overflow and underflow.
          The softmax of 1000, 1001 and 1002 by the formula as it stands, with the largest taken \
        off, and of their negatives.
                                    first        second         third
          as it stands       not a number  not a number  not a number
          largest taken off       0.09003        0.2447        0.6652
          of the negatives        0.09003        0.2447        0.6652
          Yes: the plain formula overflows, the other gives 0.0900, 0.2447 and 0.6652.
        """)
  }
}
