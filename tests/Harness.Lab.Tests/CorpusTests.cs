namespace Harness.Lab.Tests;

/// <summary>Says so where the real configurations are not there that other tests ask about besides their own.</summary>
public sealed class CorpusTests
{
    [Test]
    public void The_corpus_is_on_this_machine()
    {
        if (Corpus.Folder is null)
        {
            Assert.Ignore("no folder of real main.cf files: neither HARNESS_CORPUS nor ../shared/corpus beside the checkout; nothing is asked about them");
        }

        Corpus.Files.Should().NotBeEmpty();
    }
}
