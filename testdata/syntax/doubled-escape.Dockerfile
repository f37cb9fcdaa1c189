FROM a
RUN echo \\
RUN b \\\
RUN c
