import RowcastClassification
import RowcastJSONText

/// Classifiers in the schema.
enum ClassifierSchema {
  static var definitions: [(String, JSONValue)] {
    [
      (
        "matrix",
        SchemaPart.object(
          "A matrix by rows.",
          required: [
            ("rows", SchemaPart.integer("Rows.")), ("columns", SchemaPart.integer("Columns.")),
            ("values", SchemaPart.numbers("rows x columns values, row after row.")),
          ])
      ),
      ("classifier", classifier), ("linear", linear), ("perceptron", perceptron),
      ("network", network), ("layer", layer),
    ]
  }

  private static var classifier: JSONValue {
    let kinds = [("linear", "linear"), ("perceptron", "perceptron"), ("mlp", "network")]
    return [
      "description": "What turns features into probabilities.",
      "oneOf": .array(
        kinds.map { kind, model in
          [
            "type": "object", "required": ["kind", "model"],
            "properties": [
              "kind": ["const": .string(kind)], "model": SchemaPart.reference(model),
            ],
          ]
        }),
    ]
  }

  private static var linear: JSONValue {
    SchemaPart.object(
      "Logits are weights x + intercepts. logistic: one logit, P(class 1) = 1 / (1 + e^-z); "
        + "softmax: one for each class.",
      required: [
        ("form", SchemaPart.choice(["logistic", "softmax"], "How logits become probabilities.")),
        ("weights", SchemaPart.reference("matrix")),
        ("intercepts", SchemaPart.numbers("One for each logit.")), ("fit", ["type": "object"]),
      ],
      optional: [
        (
          "penalties",
          SchemaPart.list(
            SchemaPart.object(
              "A group of weights with a penalty of its own.",
              required: [
                ("first", SchemaPart.integer("The first feature.")),
                ("count", SchemaPart.integer("The features.")),
                ("strength", SchemaPart.number("The strength, in rows.")),
                ("freedom", SchemaPart.number("Effective degrees of freedom.")),
              ]))
        )
      ])
  }

  private static var perceptron: JSONValue {
    SchemaPart.object(
      "Margins are weights x + intercepts; marginScale times them are logits.",
      required: [
        ("weights", SchemaPart.reference("matrix")),
        ("intercepts", SchemaPart.numbers("One for each margin.")),
        ("marginScale", SchemaPart.number("What margins are multiplied by.")),
        ("mistakes", SchemaPart.list(["type": "integer"], "Wrong rows in each epoch.")),
        ("isSeparating", SchemaPart.truth("Whether the last epoch had no mistake.")),
      ])
  }

  private static var network: JSONValue {
    let body = SchemaPart.object(
      "Hidden layers apply the activation to weights x + biases; the last layer gives the logits.",
      required: [
        ("layers", SchemaPart.list(SchemaPart.reference("layer"))),
        (
          "activation",
          SchemaPart.object(
            "The function of hidden units.",
            required: [
              ("name", SchemaPart.choice(Activation.all.map(\.name), "Its name."))
            ],
            optional: [
              ("slope", SchemaPart.number("The slope left of 0.")),
              ("lower", SchemaPart.number("The smallest random slope.")),
              ("upper", SchemaPart.number("The largest random slope.")),
              ("alpha", SchemaPart.number("The limit left of 0.")),
            ])
        ),
        (
          "head",
          SchemaPart.cases(
            [
              ("sigmoid", ["type": "object"]),
              (
                "softmax",
                SchemaPart.object(
                  "", required: [("classCount", SchemaPart.integer("Classes.", least: 2))])
              ),
              ("hierarchicalSoftmax", SchemaPart.value(["type": "object"])),
            ], "How logits become probabilities.")
        ),
      ])
    return SchemaPart.object(
      "A multilayer perceptron with the story of its training.",
      required: [
        ("network", body), ("epochs", SchemaPart.list(["type": "object"])),
        ("bestEpoch", SchemaPart.integer("The epoch whose weights predict.")),
        ("health", SchemaPart.list(["type": "object"])),
        ("message", SchemaPart.text("Why training ended.")),
      ], optional: [("last", ["type": "object"])])
  }

  private static var layer: JSONValue {
    let normalization = SchemaPart.object(
      "gain (z - mean) / sqrt(variance + 1e-5) + shift, before the activation.",
      required: ["gain", "shift", "mean", "variance"].map {
        ($0, SchemaPart.numbers("One for each unit."))
      })
    return SchemaPart.object(
      "A layer of units.",
      required: [
        ("weights", SchemaPart.reference("matrix")),
        ("biases", SchemaPart.numbers("One for each unit.")),
      ],
      optional: [
        ("normalization", normalization),
        ("slopes", SchemaPart.numbers("The learned slope left of 0 of each unit.")),
      ])
  }
}

/// Labels, calibration and decision in the schema.
enum OutputSchema {
  static var definitions: [(String, JSONValue)] {
    [("labels", labels), ("calibration", calibration), ("decision", decision)]
  }

  private static var labels: JSONValue {
    SchemaPart.object(
      "The classes of the target column.",
      required: [
        ("column", SchemaPart.text("The target column.")),
        ("labels", SchemaPart.texts("The classes, in the order of the probabilities.")),
        ("counts", SchemaPart.list(["type": "integer"], "Training rows of each class.")),
        ("missingCount", SchemaPart.integer("Training rows without a class.")),
        ("missingTokens", SchemaPart.texts("Texts that meant no class.")),
      ],
      optional: [("positive", SchemaPart.integer("Of two classes the one looked for."))])
  }

  private static var calibration: JSONValue {
    let platt = SchemaPart.object(
      "sigmoid(slope ln(p / (1 - p)) + offset)",
      required: [
        ("slope", SchemaPart.number("Slope.")), ("offset", SchemaPart.number("Offset.")),
      ])
    let isotonic = SchemaPart.object(
      "Straight between corners, level outside them.",
      required: [
        ("scores", SchemaPart.numbers("Corners, ascending.")),
        ("values", SchemaPart.numbers("The value at each corner.")),
      ])
    let temperature = SchemaPart.object(
      "softmax(ln p / temperature)",
      required: [("temperature", SchemaPart.number("Above 1 takes confidence back."))])
    return SchemaPart.cases(
      [
        ("platt", SchemaPart.value(SchemaPart.list(platt))),
        ("isotonic", SchemaPart.value(SchemaPart.list(isotonic))),
        ("temperature", SchemaPart.value(temperature)),
      ], "A correction of the probabilities.")
  }

  private static var decision: JSONValue {
    SchemaPart.cases(
      [
        ("mostProbable", ["type": "object"]),
        (
          "threshold",
          SchemaPart.object(
            "Of two classes the positive one from this probability on.",
            required: [
              ("_0", SchemaPart.number("The probability.")),
              ("positive", SchemaPart.integer("The positive class.")),
            ])
        ),
      ], "How probabilities become a class.")
  }
}
