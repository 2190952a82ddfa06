"""Pictures of files: made in a process of its own with limits, for what comes from outside may be hostile.

Pure Python, knows nothing of agencies: `making.make(path, ending, folder)`.
"""
