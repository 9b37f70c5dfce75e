using System.Text;
using Harness.Lab.Logs;

namespace Harness.Tests.Lab;

public sealed class NewestMessagesTests
{
    [Test]
    public void Of_the_oldest_nothing_is_kept()
    {
        var messages = new NewestMessages<int>();
        for (int i = 0; i <= NewestMessages<int>.Most; i++)
            messages.Add($"{i}", i);
        messages.Of("0").Should().BeEmpty();
        messages.Of("1").Should().Equal(1);
        messages.All.Should().HaveCount(NewestMessages<int>.Most);
    }

    [Test]
    public void What_one_message_is_told_of_is_kept_together()
    {
        var messages = new NewestMessages<string>();
        messages.Add("4A1B", "a");
        messages.Add("4A1B", "b");
        messages.Take("4A1B").Should().Equal("a", "b");
        messages.Of("4A1B").Should().BeEmpty();
    }

    [Test]
    public void An_arrival_whose_text_looks_endlessly_like_a_Received_field_stops_nothing()
    {
        string text = Convert.ToBase64String(Encoding.Latin1.GetBytes("with " + string.Concat(Enumerable.Repeat("SMTP", 100_000))));
        new WorldArrivals().Invoking(w => w.Take($$"""@harness arrival {"host":"mx.remote.example","sender":"","recipients":["a@remote.example"],"tls":null,"message":"{{text}}"}"""))
            .Should().NotThrow();
    }
}
