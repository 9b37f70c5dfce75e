using Harness.Core.Verdicts.Behaviour;

namespace Harness.Tests.Verdicts.Behaviour;

public class LabelCoverTests
{
    private static readonly string[][] _labels =
    [
        ["any client", "outsiders", "client a"], ["any client", "outsiders", "outsiders on a list", "client b"],
        ["any client", "outsiders", "outsiders on a list", "client c"], ["any client", "insiders", "client d"],
    ];

    [Test]
    public void Names_all_of_a_kind_by_the_kind()
        => LabelCover.Of(_labels, [1, 2], place => place is 0 or 3).Should().Equal("outsiders on a list");

    [Test]
    public void Prefers_the_general_word_where_nothing_speaks_against_it()
        => LabelCover.Of(_labels, [0, 1, 2], place => place == 3).Should().Equal("outsiders");

    [Test]
    public void Names_a_value_alone_where_its_kind_would_say_too_much()
        => LabelCover.Of(_labels, [1], place => place is 0 or 2 or 3).Should().Equal("client b");
}
