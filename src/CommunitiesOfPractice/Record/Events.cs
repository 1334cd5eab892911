namespace CommunitiesOfPractice.Events;

/// <summary>Something that happened in a community.</summary>
public abstract record CommunityEvent : Event
{
    private protected CommunityEvent()
    {
    }

    internal sealed override StreamKind In => StreamKind.Community;

    /// <summary>What it changes. It never fails and never asks: what was decided is decided.</summary>
    internal abstract void Apply(Draft community, Entry entry);
}

/// <summary>Something that happened to a link.</summary>
public abstract record LinkEvent : Event
{
    private protected LinkEvent()
    {
    }

    internal sealed override StreamKind In => StreamKind.Link;

    /// <summary>The link after it. It never fails and never asks.</summary>
    internal abstract Link Apply(Link link, Entry entry);
}

/// <summary>Something that happened to a practice note.</summary>
public abstract record NoteEvent : Event
{
    private protected NoteEvent()
    {
    }

    internal sealed override StreamKind In => StreamKind.Note;

    /// <summary>The note after it. It never fails and never asks.</summary>
    internal abstract PracticeNote Apply(PracticeNote note, Entry entry);
}

/// <summary>Something that happened in an adoption.</summary>
public abstract record AdoptionEvent : Event
{
    private protected AdoptionEvent()
    {
    }

    internal sealed override StreamKind In => StreamKind.Adoption;

    /// <summary>The adoption after it. It never fails and never asks.</summary>
    internal abstract Adoption Apply(Adoption adoption, Entry entry);
}

/// <summary>Something that happened to a gathering.</summary>
public abstract record GatheringEvent : Event
{
    private protected GatheringEvent()
    {
    }

    internal sealed override StreamKind In => StreamKind.Gathering;

    /// <summary>The gathering after it. It never fails and never asks.</summary>
    internal abstract Gathering Apply(Gathering gathering, Entry entry);
}

/// <summary>Something that happened to a question.</summary>
public abstract record QuestionEvent : Event
{
    private protected QuestionEvent()
    {
    }

    internal sealed override StreamKind In => StreamKind.Question;

    /// <summary>The question after it. It never fails and never asks.</summary>
    internal abstract Question Apply(Question question, Entry entry);
}
