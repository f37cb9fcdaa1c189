FROM a
ENV
ENV XX
ENV A=b c
ENV =x
ENV AA="bb
ENV BB=${cc
ENV DD=${{e}
ENV P it's
