FROM myorg/base
RUN echo "C:\\Users" > y
RUN grep -r "C:\\Windows" .
