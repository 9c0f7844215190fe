"""The meeting room: agenda and attendance, the case at the table, its outcome."""
