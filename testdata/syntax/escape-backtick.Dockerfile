# escape=`
FROM windows
RUN dir `
  c:\foo\
COPY a` b c:\
ENV A=x` y B=c:\
