FROM example.com/faulty/other:1
RUN true
