using Harness.Core.Scenarios;
using Harness.Core.Storm.Storage;

namespace Harness.Tests.Storm;

public class StorageClassTests
{
    [Test]
    public void Every_shipped_class_can_be_read()
        => StorageClass.Shipped.Select(StorageClass.Load).Should().OnlyContain(c => c.Title.Length > 0 && c.IsMemory != c.IsLimited);

    [Test]
    public void The_list_of_shipped_classes_is_whole()
        => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "fixtures", "storage")).Select(Path.GetFileNameWithoutExtension)
            .Should().BeEquivalentTo(StorageClass.Shipped);

    [TestCase("title: x\nwrite-iops: 0\n", "*:2:*write-iops*")]
    [TestCase("title: x\nwrite-iops: fast\n", "*:2:*write-iops*")]
    [TestCase("title: x\niops: 80\n", "*:2:*iops*")]
    [TestCase("write-iops: 80\n", "*title*")]
    public void What_is_none_is_refused_with_its_line(string text, string message)
        => FluentActions.Invoking(() => StorageClass.Read(text, "own", "own.yaml")).Should().Throw<FixtureException>().WithMessage(message);

    [Test]
    public void An_unknown_name_lists_those_that_are_shipped()
        => FluentActions.Invoking(() => StorageClass.Load("floppy")).Should().Throw<ArgumentException>().WithMessage("*sata*");
}
