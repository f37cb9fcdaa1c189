FROM diamol/base
RUN if not exist \data mkdir \data
RUN for %i in (a b) do echo %i
