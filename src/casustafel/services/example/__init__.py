"""An example workspace in which three tables have worked; everything in it is invented."""

from casustafel.services.example.work import StoryClock, work_in

__all__ = ["StoryClock", "work_in"]
