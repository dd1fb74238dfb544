module llmisvc/oracle/template

go 1.24
